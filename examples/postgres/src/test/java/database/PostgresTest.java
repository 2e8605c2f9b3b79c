package database;

import static next700.assertions.HistoryAssert.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import next700.history.History;
import next700.history.HistoryRecorder;
import next700.transactions.ConsistencyModel;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What PostgreSQL promises at its levels holds, and what it does not promise falls. */
class PostgresTest {
    @TempDir
    private static Path data;

    @TempDir
    private Path directory;

    private static Server server;

    @BeforeAll
    static void start() throws Exception {
        try {
            server = new Server(data.resolve("data"), Map.of());
        } catch (IllegalStateException e) {
            Assumptions.assumeFalse(
                    String.valueOf(e.getMessage()).contains("binaries"), "no PostgreSQL for this machine: " + e.getMessage());
            throw e;
        }
    }

    @AfterAll
    static void stop() throws Exception {
        if (server != null) {
            server.close();
        }
    }

    private interface Recorded {
        void by(HistoryRecorder recorder) throws Exception;
    }

    private History record(Recorded recorded) throws Exception {
        try (HistoryRecorder recorder = HistoryRecorder.to(directory.resolve("history.jsonl"))) {
            recorded.by(recorder);
            return recorder.history();
        }
    }

    private History writeSkew(Level level) throws Exception {
        return record(recorder -> new Anomalies(server, level, recorder).writeSkew());
    }

    private History lostUpdate(Level level) throws Exception {
        return record(recorder -> new Anomalies(server, level, recorder).lostUpdate());
    }

    @Test
    void repeatableReadAllowsWriteSkew() throws Exception {
        assertThat(writeSkew(Level.REPEATABLE_READ))
                .satisfies(ConsistencyModel.STRONG_SNAPSHOT_ISOLATION)
                .violates(ConsistencyModel.SERIALIZABLE);
    }

    @Test
    void serializableDoesNotAllowWriteSkew() throws Exception {
        assertThat(writeSkew(Level.SERIALIZABLE)).satisfies(ConsistencyModel.STRICT_SERIALIZABLE);
    }

    @Test
    void readCommittedLosesUpdates() throws Exception {
        assertThat(lostUpdate(Level.READ_COMMITTED))
                .satisfies(ConsistencyModel.STRONG_READ_COMMITTED)
                .violates(ConsistencyModel.SNAPSHOT_ISOLATION);
    }

    @Test
    void repeatableReadLosesNoUpdates() throws Exception {
        assertThat(lostUpdate(Level.REPEATABLE_READ)).satisfies(ConsistencyModel.STRICT_SERIALIZABLE);
    }

    @ParameterizedTest
    @CsvSource({
        "READ_COMMITTED, REGISTERS, STRONG_READ_COMMITTED",
        "READ_COMMITTED, LISTS, STRONG_READ_COMMITTED",
        "REPEATABLE_READ, REGISTERS, STRONG_SESSION_SNAPSHOT_ISOLATION",
        "REPEATABLE_READ, LISTS, STRONG_SESSION_SNAPSHOT_ISOLATION",
        "SERIALIZABLE, REGISTERS, STRONG_SESSION_SERIALIZABLE",
        "SERIALIZABLE, LISTS, STRONG_SESSION_SERIALIZABLE",
    })
    void aLevelKeepsItsPromiseWhileConnectionsAndTheServerAreKilled(
            Level level, Tables tables, ConsistencyModel promise) throws Exception {
        create(tables);
        Load load = new Load(tables, level.jdbc(), 4, 400, 5, 1);
        History history = record(recorder -> load.run(
                server,
                recorder,
                List.of(
                        new Load.Fault(100, Server::cutConnections),
                        new Load.Fault(200, Server::killAndRestart),
                        new Load.Fault(300, Server::cutConnections))));

        org.assertj.core.api.Assertions.assertThat(history.size()).isEqualTo(400);
        assertThat(history).satisfies(promise);
    }

    private static void create(Tables tables) throws SQLException {
        try (Connection connection = server.connect()) {
            tables.create(connection);
        }
    }
}
