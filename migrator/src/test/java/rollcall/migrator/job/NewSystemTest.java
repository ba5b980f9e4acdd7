package rollcall.migrator.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import rollcall.fixtures.server.Engine;
import rollcall.reconciler.plan.DatabaseConnection;
import rollcall.reconciler.plan.Plan;
import rollcall.reconciler.plan.PlanReader;

/** What the other tests ask a new system by: the same on each engine. */
class NewSystemTest {
    private static final List<String> CONTENT = List.of("""
            insert into work_orders (legacy_reference, status_code, property_class_id, date_raised, trade_code, created_by)
            values ('00014665', 80, 1, timestamp '2026-03-29 01:30:00.5', 'PL', 'rollcall')""", """
            insert into appointments (work_order_id, date, start_time, end_time, legacy_appointment_reference, created_by)
            values (10000000, timestamp '2026-10-25 00:00:00', timestamp '2000-01-01 08:00:00',
                    timestamp '2000-01-01 12:00:00', '2011', 'rollcall')""", """
            insert into person (work_order_id, name, vulnerable) values (10000000, 'A. Zoë', true)""", """
            insert into person_communication (person_id, channel, "value")
            values (1, 'phone', '020 7946 0001'), (1, 'phone', '020 7946 0000')""", """
            insert into alert_regarding_person (person_id, code) values (1, 'VA'), (1, 'CX')""");

    private static final List<String> HELD = List.of(
            "appointment|2011|00014665|2026-10-25 00:00:00|2000-01-01 08:00:00|2000-01-01 12:00:00|||rollcall",
            "contact|00014665|A. Zoë|true|020 7946 0001|020 7946 0000|CX,VA");

    @ParameterizedTest
    @EnumSource
    void whatItHoldsIsTheSameText(Engine engine, @TempDir Path folder) throws Exception {
        MovedCouncil council =
                MovedCouncil.generate(5, 1, folder.resolve("council")).on(engine);
        String property = council.query("", "select property_reference from property_class where id = 1")
                .getFirst()
                .substring(1);
        assertThat(council.held()).isEmpty();
        String empty = council.dump();

        for (String sql : CONTENT) {
            council.system().execute(sql);
        }

        assertThat(council.held())
                .containsAll(HELD)
                .contains("job|00014665|" + property + "|80||2026-03-29 01:30:00.5||PL|||rollcall")
                .hasSize(3);
        assertThat(council.count("appointments")).isEqualTo(1);
        assertThat(council.rows()).hasSize(3).anyMatch(it -> it.startsWith("appointment|2011|1|"));
        assertThat(council.dump()).isNotEqualTo(empty);
    }

    @ParameterizedTest
    @EnumSource
    void aCopyHoldsTheSameAndThePlanNamesIt(Engine engine, @TempDir Path folder) throws Exception {
        MovedCouncil council =
                MovedCouncil.generate(5, 1, folder.resolve("council")).on(engine);
        council.system().execute(CONTENT.getFirst());

        MovedCouncil copy = council.copyInto(folder.resolve("copy"));
        council.system().execute("delete from work_orders");

        assertThat(council.held()).isEmpty();
        assertThat(copy.held()).hasSize(1);
        assertThat(copy.count("property_class"))
                .isEqualTo(council.count("property_class"))
                .isPositive();
        for (MovedCouncil each : List.of(council, copy)) {
            Plan plan = PlanReader.read(each.plan(), Map.of());
            DatabaseConnection target =
                    Objects.requireNonNull(plan.connections().get("target"));
            assertThat(target.schema()).isEqualTo(each.system().schema());
            if (engine != Engine.H2) {
                assertThat(target.url()).isEqualTo(each.system().database().url());
                assertThat(Files.readString(each.plan().resolve("plan.yaml")))
                        .contains("ledger: { connection: target, schema: "
                                + each.system().ledger() + " }");
            }
        }
    }
}
