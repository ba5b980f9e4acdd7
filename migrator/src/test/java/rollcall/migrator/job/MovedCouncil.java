package rollcall.migrator.job;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import rollcall.fixtures.Council;
import rollcall.fixtures.CouncilFolder;
import rollcall.fixtures.CouncilSpec;

/** A generated council: what its truth says, and what its new system holds, both as lines of text by legacy reference. */
public record MovedCouncil(CouncilFolder folder) {
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
    static final Map<String, String> CONTENTS = Map.of("job", JOBS, "appointment", APPOINTMENTS, "contact", CONTACTS);

    static MovedCouncil generate(int homes, long seed, Path into) {
        return new MovedCouncil(Council.generate(CouncilSpec.of(homes, seed), into));
    }

    /** The same council in another folder, file by file. */
    MovedCouncil copyInto(Path to) throws IOException {
        try (Stream<Path> tree = Files.walk(folder.root())) {
            for (Path path : tree.toList()) {
                Path copy = to.resolve(folder.root().relativize(path).toString());
                Files.copy(path, copy, StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
        return new MovedCouncil(new CouncilFolder(to));
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

    /** Target ids and load times of what is loaded, by population and legacy reference. */
    List<String> rows() throws SQLException {
        List<String> rows = new ArrayList<>();
        rows.addAll(query("job", "select legacy_reference, id, created_at from work_orders"));
        rows.addAll(query("appointment", "select legacy_appointment_reference, id, created_at from appointments"));
        rows.addAll(query(
                "contact",
                "select w.legacy_reference, p.id from person p join work_orders w on w.id = p.work_order_id"));
        Collections.sort(rows);
        return rows;
    }

    long count(String query) throws SQLException {
        return Long.parseLong(query("", "select count(*) from " + query).get(0).substring(1));
    }

    /** Does something in the new system behind the program's back. */
    void execute(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(folder.targetUrl(), "sa", "");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** All that the new system and the ledger hold, as SQL. */
    String dump() throws SQLException {
        return String.join("\n", query("", "script"));
    }

    List<String> query(String word, String query) throws SQLException {
        List<String> lines = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection(folder.targetUrl(), "sa", "");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                String[] values = new String[rows.getMetaData().getColumnCount() + 1];
                values[0] = word;
                for (int i = 1; i < values.length; i++) {
                    String text = rows.getString(i);
                    values[i] = text == null
                            ? ""
                            : text.equals("TRUE") || text.equals("FALSE") ? text.toLowerCase(Locale.ROOT) : text;
                }
                lines.add(line(values));
            }
        }
        return lines;
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
