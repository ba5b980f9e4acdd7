package rollcall.migrator.load;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import rollcall.migrator.extract.Kind;
import rollcall.migrator.plan.LoadPlan;
import rollcall.migrator.plan.LoadPlan.Content;
import rollcall.migrator.plan.LoadPlan.Field;
import rollcall.migrator.plan.LoadPlan.Fixed;
import rollcall.migrator.plan.LoadPlan.ItemTable;
import rollcall.migrator.plan.LoadPlan.Table;
import rollcall.reconciler.plan.DatabaseConnection;

/** A new system of its own for a test: the hub's schema in an H2 file, with one property, P1. */
public record Hub(DatabaseConnection connection) {

    static Hub create(Path folder) throws SQLException {
        Hub hub = new Hub(new DatabaseConnection(
                "target",
                "jdbc:h2:file:" + folder.resolve("hub")
                        + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;WRITE_DELAY=0",
                "sa",
                "",
                "public"));
        hub.run(resource("hub.sql"));
        hub.run(resource("hub-lookups.sql"));
        hub.run("insert into property_class (property_reference) values ('P1')");
        return hub;
    }

    void run(String sql) throws SQLException {
        try (Connection connection = open();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The rows of a query, a value's text by column; blank ones left out. */
    List<Map<String, String>> rows(String query) throws SQLException {
        List<Map<String, String>> rows = new ArrayList<>();
        try (Connection connection = open();
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(query)) {
            while (found.next()) {
                Map<String, String> row = new TreeMap<>();
                for (int i = 1; i <= found.getMetaData().getColumnCount(); i++) {
                    String text = found.getString(i);
                    if (text != null) {
                        row.put(found.getMetaData().getColumnLabel(i), text);
                    }
                }
                rows.add(row);
            }
        }
        return rows;
    }

    /** The id that the hub gave a job. */
    String id(String reference) throws SQLException {
        return Objects.requireNonNull(rows("select id from work_orders where legacy_reference = '" + reference + "'")
                .get(0)
                .get("id"));
    }

    long count(String table) throws SQLException {
        return Long.parseLong(Objects.requireNonNull(
                rows("select count(*) as n from " + table).get(0).get("n")));
    }

    /** All that the database holds, as SQL. */
    String dump() throws SQLException {
        StringBuilder dump = new StringBuilder();
        rows("script").forEach(it -> dump.append(it).append('\n'));
        return dump.toString();
    }

    private Connection open() throws SQLException {
        return DriverManager.getConnection(connection.url(), connection.user(), connection.password());
    }

    private static String resource(String name) {
        try (InputStream text = Hub.class.getResourceAsStream("/rollcall/fixtures/" + name)) {
            return new String(Objects.requireNonNull(text).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Where the sample plan's fields go in the hub. */
    static LoadPlan plan() {
        Map<String, Content> jobs = new LinkedHashMap<>();
        jobs.put("legacy_reference", new Field("reference"));
        jobs.put("description_of_work", new Field("description"));
        jobs.put("status_code", new Field("status"));
        jobs.put("date_raised", new Field("raised"));
        jobs.put("work_priority_priority_code", new Field("priority"));
        jobs.put("work_priority_required_completion_date_time", new Field("target_date"));
        jobs.put("property_class_id", new Field("property_id"));
        jobs.put("trade_code", new Field("trade"));
        jobs.put("contractor_reference", new Field("contractor"));
        jobs.put("created_at", new Field("loaded_at"));
        jobs.put("created_by", new Fixed("ROLLCALL"));
        Map<String, Content> appointments = new LinkedHashMap<>();
        appointments.put("legacy_appointment_reference", new Field("reference"));
        appointments.put("work_order_id", new Field("job_id"));
        appointments.put("date", new Field("day"));
        appointments.put("start_time", new Field("template_start"));
        appointments.put("end_time", new Field("template_end"));
        appointments.put("time_of_day_name", new Field("slot"));
        appointments.put("trade_code", new Field("trade"));
        appointments.put("created_at", new Field("loaded_at"));
        appointments.put("created_by", new Fixed("ROLLCALL"));
        Map<String, Content> contacts = new LinkedHashMap<>();
        contacts.put("work_order_id", new Field("job_id"));
        contacts.put("name", new Field("name"));
        contacts.put("vulnerable", new Field("vulnerable"));
        return new LoadPlan(
                500,
                new LoadPlan.Register("property_class", "property_reference", "id"),
                Map.of(
                        Kind.JOBS,
                        new Table("work_orders", "id", jobs, List.of()),
                        Kind.APPOINTMENTS,
                        new Table("appointments", "id", appointments, List.of()),
                        Kind.CONTACTS,
                        new Table(
                                "person",
                                "id",
                                contacts,
                                List.of(
                                        new ItemTable(
                                                "phones",
                                                "person_communication",
                                                "person_id",
                                                Map.of("channel", new Fixed("phone"), "value", new Field("item"))),
                                        new ItemTable(
                                                "alerts",
                                                "alert_regarding_person",
                                                "person_id",
                                                Map.of("code", new Field("item")))))));
    }
}
