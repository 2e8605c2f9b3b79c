package database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import next700.history.HistoryRecorder;
import next700.transactions.MicroOperation;

/**
 * Two clients in the very order in which a level lets them do wrong, if it does. Neither ever waits for the other, so
 * that one thread plays both.
 */
final class Anomalies {
    private static final int X = 1;
    private static final int Y = 2;

    private final Server server;
    private final Level level;
    private final HistoryRecorder recorder;

    /** Anomalies of registers, which are made anew. */
    Anomalies(Server server, Level level, HistoryRecorder recorder) throws SQLException {
        this.server = server;
        this.level = level;
        this.recorder = recorder;
        try (Connection connection = server.connect()) {
            Tables.REGISTERS.create(connection);
        }
    }

    /** Each reads both keys and writes the one that the other does not: two doctors who both go off call. */
    void writeSkew() throws SQLException {
        try (RecordedClient alice = client("alice");
                RecordedClient bob = client("bob")) {
            alice.run(List.of(Tables.REGISTERS.write(X, 1), Tables.REGISTERS.write(Y, 2)));
            RecordedClient.Transaction one =
                    alice.begin(List.of(Tables.read(X), Tables.read(Y), Tables.REGISTERS.write(X, 3)));
            RecordedClient.Transaction other =
                    bob.begin(List.of(Tables.read(X), Tables.read(Y), Tables.REGISTERS.write(Y, 4)));
            boolean oneRead = one.step() && one.step();
            boolean otherRead = other.step() && other.step();
            finish(one, oneRead);
            finish(other, otherRead);
            both(alice);
        }
    }

    /** Both read a key, and both write it: one deposit is gone. */
    void lostUpdate() throws SQLException {
        try (RecordedClient alice = client("alice");
                RecordedClient bob = client("bob")) {
            alice.run(List.of(Tables.REGISTERS.write(X, 1)));
            List<MicroOperation> deposit = List.of(Tables.read(X), Tables.REGISTERS.write(X, 2));
            RecordedClient.Transaction one = alice.begin(deposit);
            RecordedClient.Transaction other = bob.begin(List.of(Tables.read(X), Tables.REGISTERS.write(X, 3)));
            boolean oneRead = one.step();
            boolean otherRead = other.step();
            finish(other, otherRead);
            finish(one, oneRead);
            both(bob);
        }
    }

    /** What has become of the keys in the end. */
    private static void both(RecordedClient client) throws SQLException {
        client.run(List.of(Tables.read(X), Tables.read(Y)));
    }

    private static void finish(RecordedClient.Transaction transaction, boolean goesOn) {
        if (goesOn && transaction.step()) {
            transaction.commit();
        }
    }

    private RecordedClient client(String name) {
        return new RecordedClient(name, server::connect, level.jdbc(), Tables.REGISTERS, recorder);
    }
}
