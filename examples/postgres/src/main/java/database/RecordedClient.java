package database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import next700.history.HistoryRecorder;
import next700.history.Value;
import next700.transactions.MicroOperation;

/**
 * One client of a database: runs a transaction at a time over JDBC, and records what it asked and was told. For one
 * thread.
 *
 * <p>What a failure says is all that is hard about recording a database:
 *
 * <ul>
 *   <li>until the commit is sent, whatever fails, a lost connection too, the transaction did not happen;
 *   <li>if the database answers a commit with an error of its own (class 40: it was rolled back; class 23: a constraint
 *       forbade it), it did not happen either;
 *   <li>if the commit gets no answer, nobody knows. The history says so, and the client goes on under a new name, since
 *       that transaction may take effect after those that follow.
 * </ul>
 */
public final class RecordedClient implements AutoCloseable {
    /** Where connections come from, and how long it takes: a server that is down may be waited for. */
    public interface Connector {
        Connection connect() throws SQLException;
    }

    /** How a transaction ended. */
    public enum End {
        COMMITTED,
        ABORTED,
        UNKNOWN
    }

    private static final int ATTEMPTS = 10;

    private final String name;
    private final Connector connector;
    private final int isolation;
    private final Tables tables;
    private final HistoryRecorder recorder;
    private int lives;
    private Connection connection;

    /**
     * A client that is not connected yet.
     *
     * @param name unlike those of other clients
     * @param isolation a level of {@link Connection}
     */
    public RecordedClient(
            String name, Connector connector, int isolation, Tables tables, HistoryRecorder recorder) {
        this.name = name;
        this.connector = connector;
        this.isolation = isolation;
        this.tables = tables;
        this.recorder = recorder;
    }

    /** Runs a transaction to its end. */
    public End run(List<MicroOperation> steps) throws SQLException {
        Transaction transaction = begin(steps);
        for (int i = 0; i < steps.size(); i++) {
            if (!transaction.step()) {
                return End.ABORTED;
            }
        }
        return transaction.commit();
    }

    /**
     * Begins a transaction, whose steps are then taken one by one.
     *
     * @throws SQLException if there is no connection to be had
     */
    public Transaction begin(List<MicroOperation> steps) throws SQLException {
        for (int attempt = 1; connection == null; attempt++) {
            connect(attempt == ATTEMPTS);
        }
        return new Transaction(steps);
    }

    /** Connects; a connection may break again before it is of use. */
    private void connect(boolean last) throws SQLException {
        connection = connector.connect();
        try {
            connection.setAutoCommit(false);
            connection.setTransactionIsolation(isolation);
        } catch (SQLException e) {
            disconnect();
            if (last) {
                throw e;
            }
        }
    }

    @Override
    public void close() {
        disconnect();
    }

    private void disconnect() {
        if (connection != null) {
            try {
                connection.close();
            } catch (SQLException e) {
                // It is of no use any more, whatever it says.
            }
            connection = null;
        }
    }

    /** A transaction under way. The database begins it with its first step. */
    public final class Transaction {
        private final List<MicroOperation> steps;
        private final List<MicroOperation> done = new ArrayList<>();
        private final HistoryRecorder.Call call;

        private Transaction(List<MicroOperation> steps) {
            this.steps = List.copyOf(steps);
            call = recorder.invoke(lives == 0 ? name : name + "." + lives, "txn", value(steps));
        }

        /** Takes the next step; false if that failed, and the transaction with it. */
        public boolean step() {
            try {
                done.add(tables.carryOut(steps.get(done.size()), connection));
                return true;
            } catch (SQLException e) {
                rollback();
                return false;
            }
        }

        /** Gives it up. */
        public End rollback() {
            try {
                connection.rollback();
            } catch (SQLException e) {
                disconnect();
            }
            call.fail();
            return End.ABORTED;
        }

        /** Commits it. */
        public End commit() {
            if (done.size() < steps.size()) {
                throw new IllegalStateException("only " + done.size() + " of " + steps.size() + " steps were taken");
            }
            try {
                connection.commit();
            } catch (SQLException e) {
                if (saysThatItDidNotHappen(e)) {
                    return rollback();
                }
                disconnect();
                lives++;
                call.unknown();
                return End.UNKNOWN;
            }
            call.ok(value(done));
            return End.COMMITTED;
        }

        private static Value value(List<MicroOperation> steps) {
            return new Value.Sequence(
                    steps.stream().map(MicroOperation::asValue).toList());
        }
    }

    /** 40003 of class 40 is the exception: the database itself does not know. */
    private static boolean saysThatItDidNotHappen(SQLException e) {
        String state = String.valueOf(e.getSQLState());
        return (state.startsWith("40") && !state.equals("40003")) || state.startsWith("23");
    }
}
