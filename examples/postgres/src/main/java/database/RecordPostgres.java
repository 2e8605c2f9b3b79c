package database;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import next700.history.HistoryRecorder;
import next700.transactions.ConsistencyModel;
import next700.transactions.TransactionChecker;
import next700.transactions.TransactionVerdict;
import next700.transactions.Transactions;

/** Records PostgreSQL at each level, with registers and with lists, and says what each recording satisfies. */
public final class RecordPostgres {
    private static final int CLIENTS = 8;
    private static final int ABORTED_PERCENT = 5;
    private static final long SEED = 1;

    private final Path histories;
    private final int transactions;
    private final PrintStream out;

    private RecordPostgres(Path histories, int transactions, PrintStream out) {
        this.histories = histories;
        this.transactions = transactions;
        this.out = out;
    }

    /** Takes a directory for the histories, and how many transactions each shall have. */
    public static void main(String[] arguments) throws Exception {
        Path histories = Path.of(arguments[0]);
        Files.createDirectories(histories);
        new RecordPostgres(histories, Integer.parseInt(arguments[1]), System.out).run();
    }

    private void run() throws Exception {
        Path data = Files.createTempDirectory("postgres");
        try (Server server = new Server(data, Map.of())) {
            out.printf("PostgreSQL %s, %d clients, %d transactions each%n", server.version(), CLIENTS, transactions);
            for (Level level : Level.values()) {
                String label = level.label();
                tell(record(label + "-write-skew", recorder -> new Anomalies(server, level, recorder).writeSkew()));
                tell(record(label + "-lost-update", recorder -> new Anomalies(server, level, recorder).lostUpdate()));
                for (Tables tables : Tables.values()) {
                    tell(load(server, level, tables));
                }
            }
        } finally {
            delete(data);
        }
        losing();
    }

    /** Under load, while connections are cut four times, and the server is killed once. */
    private Path load(Server server, Level level, Tables tables) throws Exception {
        List<Load.Fault> faults = new ArrayList<>();
        for (int i = 1; i <= 4; i++) {
            faults.add(new Load.Fault(i * transactions / 6, Server::cutConnections));
        }
        faults.add(new Load.Fault(5 * transactions / 6, Server::killAndRestart));
        return record(level.label() + "-" + tables.name().toLowerCase(Locale.ROOT), recorder -> {
            create(server, tables);
            load(level, tables).run(server, recorder, faults);
        });
    }

    private Load load(Level level, Tables tables) {
        return new Load(tables, level.jdbc(), CLIENTS, transactions, ABORTED_PERCENT, SEED);
    }

    /** A server that answers before it has written down, killed now and then: what it forgets must be seen. */
    private void losing() throws Exception {
        Path data = Files.createTempDirectory("postgres");
        try (Server server = new Server(data, Map.of("synchronous_commit", "off", "wal_writer_delay", "10s"))) {
            List<Load.Fault> faults = new ArrayList<>();
            for (int i = 1; i < 10; i++) {
                faults.add(new Load.Fault(i * transactions / 10, Server::killAndRestart));
            }
            tell(record("serializable-registers-not-synchronous", recorder -> {
                create(server, Tables.REGISTERS);
                load(Level.SERIALIZABLE, Tables.REGISTERS).run(server, recorder, faults);
            }));
        } finally {
            delete(data);
        }
    }

    private interface Recorded {
        void by(HistoryRecorder recorder) throws Exception;
    }

    private Path record(String name, Recorded recorded) throws Exception {
        Path file = histories.resolve(name + ".jsonl");
        try (HistoryRecorder recorder = HistoryRecorder.to(file)) {
            recorded.by(recorder);
        }
        return file;
    }

    private static void create(Server server, Tables tables) throws SQLException {
        try (Connection connection = server.connect()) {
            tables.create(connection);
        }
    }

    private void tell(Path file) throws IOException {
        Transactions history = Transactions.read(file);
        TransactionVerdict verdict =
                TransactionChecker.of(ConsistencyModel.STRICT_SERIALIZABLE).check(history);
        out.printf("%n%s%n  %d transactions; %s%n", file, history.size(), verdict.models());
        verdict.findings().counts().forEach((name, count) -> out.printf("  %s: %d%n", name, count));
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : (Iterable<Path>) files.sorted(Comparator.reverseOrder())::iterator) {
                Files.deleteIfExists(file);
            }
        }
    }
}
