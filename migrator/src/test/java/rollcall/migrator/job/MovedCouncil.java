package rollcall.migrator.job;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import rollcall.fixtures.Council;
import rollcall.fixtures.CouncilFolder;
import rollcall.fixtures.CouncilSpec;
import rollcall.fixtures.server.Database;
import rollcall.fixtures.server.DatabaseServer;
import rollcall.fixtures.server.Engine;
import rollcall.migrator.PlanConnection;

/**
 * A generated council: what its truth says, and what its new system holds, both as lines of text by legacy reference. Its
 * new system lies on H2 or, by {@link #on}, on a server; the plan names the same.
 */
public record MovedCouncil(CouncilFolder folder, NewSystem system) {
    private static final String JOBS = """
            select w.legacy_reference, p.property_reference, w.status_code, w.work_priority_priority_code,
                   w.date_raised, w.work_priority_required_completion_date_time, w.trade_code,
                   w.contractor_reference, w.description_of_work, w.created_by
            from work_orders w join property_class p on p.id = w.property_class_id
            """;
    private static final String APPOINTMENTS = """
            select a.legacy_appointment_reference, w.legacy_reference, a.date, a.start_time, a.end_time,
                   a.time_of_day_name, a.trade_code, a.created_by
            from appointments a join work_orders w on w.id = a.work_order_id
            """;
    private static final String CONTACTS = """
            select w.legacy_reference, p.name, p.vulnerable,
                   (select listagg(c."value", '|') within group (order by c.id)
                    from person_communication c where c.person_id = p.id and c.channel = 'phone'),
                   (select listagg(a.code, ',') within group (order by a.code)
                    from alert_regarding_person a where a.person_id = p.id)
            from person p join work_orders w on w.id = p.work_order_id
            """;

    /** What the new system's content is asked by: the word of a line, and its query. */
    private static final Map<String, String> CONTENTS =
            Map.of("job", JOBS, "appointment", APPOINTMENTS, "contact", CONTACTS);

    /** With its own new system, on H2. */
    MovedCouncil(CouncilFolder folder) {
        this(folder, NewSystem.of(folder));
    }

    static MovedCouncil generate(int homes, long seed, Path into) {
        return new MovedCouncil(Council.generate(CouncilSpec.of(homes, seed), into));
    }

    /** The same council with an empty new system on this engine: on H2 its own, else on the server that tests share. */
    MovedCouncil on(Engine engine) throws IOException, SQLException {
        Optional<DatabaseServer> server = engine.server();
        return server.isPresent() ? on(server.get()) : this;
    }

    /** The same council with an empty new system on a fresh database of this server. */
    MovedCouncil on(DatabaseServer server) throws IOException, SQLException {
        NewSystem fresh = NewSystem.on(server);
        fresh.copyRegister(system);
        return with(fresh);
    }

    /** The same council in another folder, file by file, with a new system that holds what this one's holds. */
    MovedCouncil copyInto(Path to) throws IOException {
        try (Stream<Path> tree = Files.walk(folder.root())) {
            for (Path path : tree.toList()) {
                Path copy = to.resolve(folder.root().relativize(path).toString());
                Files.copy(path, copy, StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
        CouncilFolder copy = new CouncilFolder(to);
        return system.server().isEmpty() ? new MovedCouncil(copy) : new MovedCouncil(copy, system).with(system.copy());
    }

    /** Has the plan's account for the new system be another, without a password. */
    void loadsAs(String user) throws IOException {
        new PlanConnection(plan(), "target").is(new Database(system.database().url(), user, ""), system.schema());
    }

    /** Has the plan load so many rows in one transaction. */
    void inChunksOf(int rows) throws IOException {
        Path file = plan().resolve("plan.yaml");
        Files.writeString(file, Files.readString(file).replace("chunk: 500", "chunk: " + rows));
    }

    /** Has the plan name this as its new system. */
    private MovedCouncil with(NewSystem other) throws IOException {
        new PlanConnection(plan(), "target").is(other.database(), other.schema());
        Path file = plan().resolve("plan.yaml");
        Files.writeString(
                file,
                Files.readString(file)
                        .replaceFirst(
                                "ledger: \\{ connection: target, schema: \\w+ }",
                                "ledger: { connection: target, schema: %s }".formatted(other.ledger())));
        return new MovedCouncil(folder, other);
    }

    Path plan() {
        return folder.plan();
    }

    /** Puts the corrected code tables and the accepted rows over the plan. */
    void correct() {
        folder.correct();
    }

    /** What the new system must hold, by the truth. */
    List<String> expected() throws IOException {
        List<String> lines = new ArrayList<>();
        for (CSVRecord it : truth("jobs")) {
            if (it.get("fate").equals("loaded")) {
                lines.add(line(
                        "job",
                        it.get("reference"),
                        it.get("property"),
                        it.get("status"),
                        it.get("priority"),
                        time(it.get("raised")),
                        time(it.get("target_date")),
                        it.get("trade"),
                        it.get("contractor"),
                        it.get("description"),
                        "rollcall"));
            }
        }
        for (CSVRecord it : truth("appointments")) {
            if (it.get("fate").equals("loaded")) {
                String starts = toTheMinute(it.get("starts"));
                String ends = toTheMinute(it.get("ends"));
                lines.add(line(
                        "appointment",
                        it.get("reference"),
                        it.get("job"),
                        starts.substring(0, 10) + " 00:00:00",
                        "2000-01-01" + starts.substring(10),
                        (starts.startsWith(ends.substring(0, 10)) ? "2000-01-01" : "2000-01-02") + ends.substring(10),
                        it.get("slot"),
                        it.get("trade"),
                        "rollcall"));
            }
        }
        for (CSVRecord it : truth("contacts")) {
            if (it.get("fate").equals("loaded")) {
                lines.add(line(
                        "contact",
                        it.get("reference"),
                        it.get("name"),
                        it.get("vulnerable"),
                        it.get("phones"),
                        it.get("alerts")));
            }
        }
        Collections.sort(lines);
        return lines;
    }

    /** The reference of the first appointment that is loaded. */
    String firstAppointment() throws IOException {
        return appointments().getFirst();
    }

    /** The reference of one of the last appointments that are loaded. */
    String lateAppointment() throws IOException {
        return appointments().reversed().get(4);
    }

    private List<String> appointments() throws IOException {
        return expected().stream()
                .filter(it -> it.startsWith("appointment|"))
                .map(it -> it.split("\\|", -1)[1])
                .toList();
    }

    /** What the new system holds. */
    List<String> held() throws SQLException {
        List<String> lines = new ArrayList<>();
        for (Map.Entry<String, String> content : CONTENTS.entrySet()) {
            lines.addAll(query(content.getKey(), content.getValue()));
        }
        Collections.sort(lines);
        return lines;
    }

    /** Fate by "population reference", and "again" for its second row, from this column of the truth: fate, or hurried_fate. */
    Map<String, String> fates(String column) throws IOException {
        Map<String, String> fates = new TreeMap<>();
        for (String population : List.of("jobs", "appointments", "contacts")) {
            for (CSVRecord it : truth(population)) {
                String name = population + " " + it.get("reference");
                fates.put(fates.containsKey(name) ? name + " again" : name, it.get(column));
            }
        }
        return fates;
    }

    /** Fate by "population reference", and "again" for its second row, from the ledger. */
    Map<String, String> posted() throws SQLException {
        Map<String, String> fates = new TreeMap<>();
        for (String line : query(
                "",
                "select population || ' ' || reference || case when occurrence > 1 then ' again' else '' end,"
                        + " lower(outcome) from rollcall.balance")) {
            String[] parts = line.split("\\|", -1);
            fates.put(parts[1], parts[2]);
        }
        return fates;
    }

    /** Target ids and load times of what is loaded, by population and legacy reference; on PostgreSQL each row's xmin too. */
    List<String> rows() throws SQLException {
        String version = system.onPostgres() ? ", %s.xmin" : "";
        List<String> rows = new ArrayList<>();
        rows.addAll(query(
                "job",
                "select w.legacy_reference, w.id, w.created_at%s from work_orders w"
                        .formatted(version.formatted("w"))));
        rows.addAll(query(
                "appointment",
                "select a.legacy_appointment_reference, a.id, a.created_at%s from appointments a"
                        .formatted(version.formatted("a"))));
        rows.addAll(query(
                "contact",
                "select w.legacy_reference, p.id%s from person p join work_orders w on w.id = p.work_order_id"
                        .formatted(version.formatted("p"))));
        Collections.sort(rows);
        return rows;
    }

    long count(String query) throws SQLException {
        return Long.parseLong(query("", "select count(*) from " + query).get(0).substring(1));
    }

    /** All that the new system and the ledger hold: as SQL on H2, else as rows. */
    String dump() throws SQLException {
        return system.dump();
    }

    List<String> query(String word, String query) throws SQLException {
        return system.query(word, query);
    }

    private List<CSVRecord> truth(String population) throws IOException {
        try (CSVParser parser = CSVParser.parse(
                folder.truth().resolve(population + ".csv"),
                StandardCharsets.UTF_8,
                CSVFormat.RFC4180
                        .builder()
                        .setHeader()
                        .setSkipHeaderRecord(true)
                        .get())) {
            return parser.getRecords();
        }
    }

    private static String time(String iso) {
        return iso.isEmpty() ? "" : iso.replace('T', ' ') + (iso.length() == 16 ? ":00" : "");
    }

    /** A window is told to tenants, and moved, to the minute. */
    private static String toTheMinute(String iso) {
        return time(iso.substring(0, 16));
    }

    private static String line(String... values) {
        StringJoiner line = new StringJoiner("|");
        for (String value : values) {
            line.add(value);
        }
        return line.toString();
    }
}
