package rollcall.migrator.job;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import rollcall.fixtures.server.Database;
import rollcall.fixtures.server.Engine;
import rollcall.migrator.load.LedgerHome;
import rollcall.migrator.load.TargetDatabase;
import rollcall.reconciler.plan.DatabaseConnection;

class TargetLockTest {
    @ParameterizedTest
    @EnumSource(names = {"POSTGRES", "MARIADB"})
    void whoseLockWasLostInMidChunkKeepsTheNextOneOutUntilTheChunkHasEnded(Engine engine, @TempDir Path folder)
            throws Exception {
        DatabaseConnection hub = connection(engine.database(Files.createDirectory(folder.resolve("hub"))));
        DatabaseConnection books = connection(engine.database(Files.createDirectory(folder.resolve("books"))));
        try (TargetDatabase target = TargetDatabase.open(hub);
                LedgerHome home = LedgerHome.of(target, Optional.of(books));
                TargetDatabase same = TargetDatabase.open(hub);
                LedgerHome sameHome = LedgerHome.of(same, Optional.of(books))) {
            TargetLock lock = TargetLock.take(target, home);
            lock.hold(home.open(Clock.systemUTC()), "migrate", Clock.systemUTC());

            target.inTransaction(() -> {
                lock.checkInChunk(target);
                lose(lock);
                assertThatThrownBy(() -> take(same, sameHome))
                        .isInstanceOf(MigrationFailed.class)
                        .hasMessageContaining("the target is held by migrate");
                return true;
            });
            try (TargetLock next = take(same, sameHome)) {
                assertThatThrownBy(() -> target.inTransaction(() -> {
                            lock.checkInChunk(target);
                            return true;
                        }))
                        .hasMessageContaining("another rollcall has taken the target over");
                same.inTransaction(() -> {
                    next.checkInChunk(same);
                    return true;
                });
            }
        }
    }

    /** As a firewall cuts a connection on which nothing was said for an hour. */
    private static void lose(TargetLock lock) {
        try {
            lock.close();
        } catch (Exception failed) {
            throw new AssertionError(failed);
        }
    }

    private static TargetLock take(TargetDatabase target, LedgerHome home) throws Exception {
        TargetLock lock = TargetLock.take(target, home);
        try {
            lock.hold(home.open(Clock.systemUTC()), "replay", Clock.systemUTC());
            return lock;
        } catch (MigrationFailed held) {
            lock.close();
            throw held;
        }
    }

    private static DatabaseConnection connection(Database database) {
        return new DatabaseConnection(database.name(), database.url(), database.user(), database.password(), "public");
    }
}
