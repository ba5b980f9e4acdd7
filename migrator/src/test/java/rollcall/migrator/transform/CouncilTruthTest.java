package rollcall.migrator.transform;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rollcall.fixtures.Council;
import rollcall.fixtures.CouncilFolder;
import rollcall.fixtures.CouncilSpec;
import rollcall.migrator.extract.Kind;
import rollcall.migrator.extract.LegacyRow;
import rollcall.migrator.transform.Movable.Appointment;
import rollcall.migrator.transform.Movable.Contact;
import rollcall.migrator.transform.Movable.Job;

/** The invented council says of each record what must become of it; it shares no word with these rules. */
class CouncilTruthTest {
    private static final CouncilSpec COUNCIL = CouncilSpec.of(600, 20_261_016);

    @Test
    void everyRecordComesOutAsTheTruthHasItUnderBothEditionsOfTheCodeTables(@TempDir Path folder) throws Exception {
        CouncilFolder council = Council.generate(COUNCIL, folder.resolve("council"));

        compare(council, "hurried_fate");
        CouncilOutcomes.correct(council);
        compare(council, "fate");
    }

    private static void compare(CouncilFolder council, String fate) throws Exception {
        boolean inDetail = fate.equals("fate");
        Map<String, String> expected = new LinkedHashMap<>();
        for (Kind kind : Kind.values()) {
            for (CSVRecord line : truth(council, kind)) {
                String name = kind.word() + " " + line.get("reference");
                expected.put(
                        expected.containsKey(name) ? name + " again" : name,
                        inDetail ? expected(kind, line) : line.get(fate));
            }
        }
        CouncilOutcomes run = CouncilOutcomes.of(council);
        Set<String> jobs = run.acceptedJobs();
        Map<String, String> found = new LinkedHashMap<>();
        for (LegacyRow row : run.rows()) {
            String told = found(run.rules().apply(row), job(row), jobs);
            found.put(
                    row.identity().kind().word() + " " + row.identity().reference()
                            + (row.identity().occurrence() > 1 ? " again" : ""),
                    inDetail ? told : told.split("[ \\[]", 2)[0]);
        }

        assertThat(expected).hasSizeGreaterThan(3_000);
        Set<Map.Entry<String, String>> alike = new HashSet<>(found.entrySet());
        alike.retainAll(expected.entrySet());
        found.entrySet().removeAll(alike);
        expected.entrySet().removeAll(alike);
        assertThat(found).as("seed %d, %s", COUNCIL.seed(), fate).containsExactlyInAnyOrderEntriesOf(expected);
    }

    private static String expected(Kind kind, CSVRecord line) {
        return switch (line.get("fate")) {
            case "loaded" -> "loaded " + columns(kind, line);
            case "excluded" -> "excluded " + line.get("kind");
            case "superseded" -> "superseded by " + line.get("superseded_by");
            default -> "rejected" + reasons(line.get("reasons"));
        };
    }

    private static String columns(Kind kind, CSVRecord line) {
        return switch (kind) {
            case JOBS ->
                joined(
                        line,
                        "property",
                        "status",
                        "priority",
                        "raised",
                        "target_date",
                        "trade",
                        "contractor",
                        "description");
            case APPOINTMENTS ->
                String.join(
                        " / ",
                        line.get("job"),
                        minute(line.get("starts")),
                        minute(line.get("ends")),
                        joined(line, "slot", "trade"));
            case CONTACTS -> joined(line, "name", "phones", "vulnerable", "alerts");
        };
    }

    private static String found(Outcome outcome, String job, Set<String> jobs) {
        return switch (outcome) {
            case Outcome.Excluded(String kind) -> "excluded " + kind;
            case Outcome.Superseded(String by) -> "superseded by " + by;
            case Outcome.Rejected(List<Reason> reasons) ->
                "rejected"
                        + Stream.concat(
                                        reasons.stream().map(CouncilTruthTest::name),
                                        job.isEmpty() || jobs.contains(job)
                                                ? Stream.empty()
                                                : Stream.of("JOB_NOT_LOADED"))
                                .sorted()
                                .toList();
            case Outcome.Accepted(Movable movable) ->
                job.isEmpty() || jobs.contains(job) ? "loaded " + columns(movable) : "rejected[JOB_NOT_LOADED]";
        };
    }

    /** The job that a row hangs on; empty for a job itself, and where legacy has none. */
    private static String job(LegacyRow row) {
        return switch (row.identity().kind()) {
            case JOBS -> "";
            case APPOINTMENTS -> row.value("job").orElse("");
            case CONTACTS -> row.identity().reference();
        };
    }

    private static String columns(Movable movable) {
        List<Object> values = switch (movable) {
            case Job job ->
                List.of(
                        job.property(),
                        job.status(),
                        job.priority(),
                        job.raised(),
                        job.targetDate().map(LocalDateTime::toString).orElse(""),
                        job.trade(),
                        job.contractor(),
                        job.description().orElse(""));
            case Appointment visit ->
                List.of(visit.job(), visit.starts(), visit.ends(), visit.slot().orElse(""), visit.trade());
            case Contact contact ->
                List.of(
                        contact.name().orElse(""),
                        String.join("|", contact.phones()),
                        contact.vulnerable(),
                        String.join("|", contact.alerts()));
        };
        return String.join(" / ", values.stream().map(Object::toString).toList());
    }

    private static String name(Reason reason) {
        return switch (reason) {
            case Reason.Unmapped(String list, String code) -> "UNMAPPED_" + list.toUpperCase(Locale.ROOT);
            // The corrected tables decide that the codes nobody could map are keyed by hand.
            case Reason.KeyedByHand(String list, String code) -> "UNMAPPED_" + list.toUpperCase(Locale.ROOT);
            case Reason.Absent(String column) -> "NO_" + column.toUpperCase(Locale.ROOT);
            case Reason.UnknownProperty property -> "UNKNOWN_PROPERTY";
            case Reason.JobNotLoaded job -> "NO_JOB";
            default -> reason.words();
        };
    }

    private static String reasons(String obstacles) {
        return List.of(obstacles.split("\\|")).stream().sorted().toList().toString();
    }

    private static String joined(CSVRecord line, String... columns) {
        List<String> values = new ArrayList<>();
        for (String column : columns) {
            values.add(line.get(column));
        }
        return String.join(" / ", values);
    }

    private static String minute(String time) {
        return LocalDateTime.parse(time).truncatedTo(ChronoUnit.MINUTES).toString();
    }

    private static List<CSVRecord> truth(CouncilFolder council, Kind kind) throws Exception {
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get();
        try (CSVParser parser =
                CSVParser.parse(council.truth().resolve(kind.word() + ".csv"), StandardCharsets.UTF_8, format)) {
            return parser.getRecords();
        }
    }
}
