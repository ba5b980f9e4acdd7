package rollcall.migrator.job;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.h2.api.Trigger;
import rollcall.fixtures.server.Engine;
import rollcall.migrator.CommandRun;
import rollcall.migrator.job.LaterLegacy.Visit;

/** What is killed in the sweep, and on what. */
enum KilledCommand {
    /** The first load. */
    LOAD(1_000, "migrate") {
        @Override
        void prepare(MovedCouncil council, boolean poisoned) throws SQLException {
            if (poisoned) {
                refuse(council, "work_orders", "legacy_reference not like '%7'");
                refuse(council, "appointments", "legacy_appointment_reference not like '%3'");
                refuse(council, "person", "name not like '%n'");
            }
        }
    },

    /** Migrating again, after legacy's staff have booked, moved, rebooked and cancelled. */
    CATCH_UP(2_000, "migrate") {
        @Override
        void prepare(MovedCouncil council, boolean poisoned) throws Exception {
            Program.migrate(council.plan());
            LaterLegacy later = new LaterLegacy(council);
            List<Visit> visits = later.visits();
            for (int i = 0; i < visits.size() - 4; i += 5) {
                later.move(visits.get(i), 1);
                later.rebook(visits.get(i + 1), 900_000 + i);
                later.cancel(visits.get(i + 2));
                later.finish(visits.get(i + 3));
                later.book(visits.get(i + 4), 950_000 + i);
            }
            if (poisoned) {
                holdFast(council);
                for (int i = 0; i < visits.size() - 4; i += 10) {
                    String day = council.query(
                                    "",
                                    "select date from appointments where legacy_appointment_reference = '%s'"
                                            .formatted(visits.get(i).sid()))
                            .get(0)
                            .substring(1);
                    refuse(
                            council,
                            "appointments",
                            "legacy_appointment_reference <> '%s' or date = timestamp '%s'"
                                    .formatted(visits.get(i).sid(), day));
                    refuse(council, "appointments", "legacy_appointment_reference <> '%d'".formatted(900_000 + i));
                    refuse(
                            council,
                            "work_orders",
                            "legacy_reference <> '99%s'"
                                    .formatted(visits.get(i + 4).job().substring(2)));
                }
            }
        }
    },

    /** Taking the first load out again. */
    UNDO(3_000, "undo", "1", "--yes") {
        @Override
        void prepare(MovedCouncil council, boolean poisoned) throws Exception {
            Program.migrate(council.plan());
            // Fewer rows are taken out than were read: only what was loaded.
            Path plan = council.plan().resolve("plan.yaml");
            Files.writeString(plan, Files.readString(plan).replaceFirst("chunk: \\d+", "chunk: 24"));
            if (poisoned) {
                holdFast(council);
            }
        }
    };

    private final long number;
    private final String command;
    private final String[] options;

    KilledCommand(long number, String command, String... options) {
        this.number = number;
        this.command = command;
        this.options = options;
    }

    /** What the numbers of its kills begin at, on top of those of the engine. */
    final long number() {
        return number;
    }

    /** A council to run it on. */
    final MovedCouncil council(Engine engine, boolean poisoned, MovedCouncil generated, Path into) throws Exception {
        MovedCouncil council = generated.copyInto(into).on(engine);
        prepare(council, poisoned);
        return council;
    }

    /**
     * Brings a council to where the command is run.
     *
     * @param poisoned whether the new system is to refuse some of the rows
     */
    abstract void prepare(MovedCouncil council, boolean poisoned) throws Exception;

    /** Runs it to its end, within this JVM. */
    final CommandRun run(MovedCouncil council) {
        return CommandRun.of(command, council.plan(), options);
    }

    /** Starts it in a JVM of its own. */
    final Process start(MovedCouncil council, List<String> settings) throws Exception {
        Files.deleteIfExists(council.folder().root().resolve("output.txt"));
        return Halted.start(settings, council, command, options);
    }

    private static void refuse(MovedCouncil council, String table, String unless) throws SQLException {
        council.system().execute("alter table %s add check (%s)".formatted(table, unless));
    }

    /** Has the new system refuse to let go of some appointments and contacts, for a reason that no catalogue shows. */
    private static void holdFast(MovedCouncil council) throws SQLException {
        String url = council.system().database().url();
        if (url.startsWith("jdbc:postgresql")) {
            council.system().execute("""
                    create function hold_fast() returns trigger language plpgsql as $$
                    begin
                        raise exception 'kept' using errcode = 'MY001';
                    end $$""");
        }
        for (String table : List.of("appointments", "person")) {
            String trigger = "create trigger hold_%1$s before delete on %1$s for each row ".formatted(table);
            String refusal;
            if (url.startsWith("jdbc:postgresql")) {
                refusal = "when (old.id % 7 = 3) execute function hold_fast()";
            } else if (url.startsWith("jdbc:mariadb")) {
                refusal = "begin if old.id % 7 = 3 then signal sqlstate 'MY001'; end if; end";
            } else {
                refusal = "call '" + HoldFast.class.getName() + "'";
            }
            council.system().execute(trigger + refusal);
        }
    }

    /** The same on H2. */
    public static final class HoldFast implements Trigger {
        @Override
        public void fire(Connection connection, Object[] before, Object[] after) throws SQLException {
            if (((Number) before[0]).longValue() % 7 == 3) {
                throw new SQLException("kept", "MY001");
            }
        }
    }
}
