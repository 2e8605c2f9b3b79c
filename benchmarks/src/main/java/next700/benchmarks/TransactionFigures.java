package next700.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.io.BufferedInputStream;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import next700.transactions.ConsistencyModel;
import next700.transactions.Interpretation;
import next700.transactions.TransactionChecker;
import next700.transactions.TransactionVerdict;
import next700.transactions.Transactions;

/**
 * Prints what it costs to check list-append transactions for strict serializability, warm, in CPU time, beside the
 * figure to reach: {@code mvn -Ptransaction-figures -pl benchmarks -am verify -DskipTests}. Histories are generated:
 * twenty clients, transactions of one to four micro-operations, thirty appends to a key and then another one, so that
 * lists are read of fifteen elements on average; two in a hundred abort, and one in two hundred never answers.
 */
public final class TransactionFigures {
    private static final int CLIENTS = 20;
    private static final int ACTIVE_KEYS = 10;
    private static final int APPENDS_PER_KEY = 30;

    private final Random random;
    private final List<List<Integer>> lists = new ArrayList<>();
    /** How many appends to each key were tried: elements are numbered so, as Jepsen does. */
    private final Map<Integer, Integer> attempts = new HashMap<>();

    private final int[] active = new int[ACTIVE_KEYS];

    private TransactionFigures(long seed) {
        random = new Random(seed);
        for (int i = 0; i < ACTIVE_KEYS; i++) {
            active[i] = i;
            lists.add(new ArrayList<>());
        }
    }

    /** Prints the table; the arguments are numbers of transactions. */
    public static void main(String[] arguments) throws IOException {
        int[] sizes = arguments.length == 0
                ? new int[] {10_000, 100_000, 1_000_000}
                : Arrays.stream(arguments).mapToInt(Integer::parseInt).toArray();
        System.out.printf(
                "%-28s %12s %-8s %12s %12s %10s  %s%n",
                "case", "transactions", "verdict", "parsing ms", "checking ms", "heap MB", "target");
        for (int size : sizes) {
            for (boolean stale : new boolean[] {false, true}) {
                row(size, stale);
            }
        }
    }

    private static void row(int size, boolean stale) throws IOException {
        Path file = Files.createTempFile("transactions", ".jsonl");
        try {
            new TransactionFigures(7).write(file, size, stale);
            int warmUps = size <= 100_000 ? 5 : 1;
            for (int i = 0; i < warmUps; i++) {
                check(read(file));
            }
            resetPeaks();
            long begin = cpuNanos();
            Transactions history = read(file);
            long parsed = cpuNanos();
            TransactionVerdict verdict = check(history);
            long checked = cpuNanos();
            System.out.printf(
                    Locale.ROOT,
                    "%-28s %12d %-8s %12.0f %12.0f %10d  %s%n",
                    stale ? "list-append, one stale read" : "list-append",
                    size,
                    verdict.getClass().getSimpleName().toLowerCase(Locale.ROOT),
                    (parsed - begin) / 1e6,
                    (checked - parsed) / 1e6,
                    peakBytes() >> 20,
                    target(size));
        } finally {
            Files.delete(file);
        }
    }

    /** A file with so many transactions, which is the caller's to delete. */
    static Path file(int size, boolean stale) throws IOException {
        Path file = Files.createTempFile("transactions", ".jsonl");
        new TransactionFigures(7).write(file, size, stale);
        return file;
    }

    /** Reads a file, checks it, and tells the verdict in a word. */
    static String verdict(Path file) {
        return check(read(file)).getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }

    /** A history of so many transactions, strictly serializable or with one stale read. */
    static Transactions history(int size, boolean stale) throws IOException {
        Path file = Files.createTempFile("transactions", ".jsonl");
        try {
            new TransactionFigures(7).write(file, size, stale);
            return read(file);
        } finally {
            Files.delete(file);
        }
    }

    private static String target(int size) {
        return switch (size) {
            case 100_000 -> "1 s";
            case 1_000_000 -> "12 s and 3 GB with parsing";
            default -> "";
        };
    }

    private static Transactions read(Path file) {
        try (InputStream input = new BufferedInputStream(Files.newInputStream(file))) {
            return Transactions.read(file.toString(), input, Interpretation.USUAL);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static TransactionVerdict check(Transactions history) {
        return TransactionChecker.of(ConsistencyModel.STRICT_SERIALIZABLE).check(history);
    }

    private static long cpuNanos() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }

    private static void resetPeaks() {
        System.gc();
        ManagementFactory.getMemoryPoolMXBeans().forEach(MemoryPoolMXBean::resetPeakUsage);
    }

    private static long peakBytes() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .mapToLong(pool -> pool.getPeakUsage().getUsed())
                .sum();
    }

    // Generation: clients take turns at random; a transaction takes effect between its invocation and its completion.

    private static final class Running {
        private final List<int[]> steps = new ArrayList<>();
        private String effect;
    }

    private void write(Path file, int transactions, boolean stale) throws IOException {
        Running[] running = new Running[CLIENTS];
        int begun = 0;
        int ended = 0;
        boolean spoil = stale;
        long time = 0;
        int[] names = new int[CLIENTS];
        for (int i = 0; i < CLIENTS; i++) {
            names[i] = i;
        }
        try (BufferedWriter output = Files.newBufferedWriter(file)) {
            while (ended < transactions) {
                int client = random.nextInt(CLIENTS);
                Running transaction = running[client];
                time += 1 + random.nextInt(10_000);
                if (transaction == null) {
                    if (begun < transactions) {
                        begun++;
                        running[client] = begin();
                        line(output, names[client], "invoke", invoked(running[client]), time);
                    }
                } else if (transaction.effect == null) {
                    int fate = random.nextInt(200);
                    boolean late = spoil && begun > transactions / 2;
                    if (fate < 4) {
                        line(output, names[client], "fail", invoked(transaction), time);
                        running[client] = null;
                        ended++;
                    } else {
                        transaction.effect = execute(transaction, late);
                        spoil &= !(late && transaction.effect.contains("\"r\""));
                    }
                } else {
                    if (random.nextInt(200) == 0) {
                        line(output, names[client], "info", invoked(transaction), time);
                        names[client] += CLIENTS;
                    } else {
                        line(output, names[client], "ok", transaction.effect, time);
                    }
                    running[client] = null;
                    ended++;
                }
            }
        }
    }

    private Running begin() {
        Running transaction = new Running();
        int steps = 1 + random.nextInt(4);
        for (int i = 0; i < steps; i++) {
            int slot = random.nextInt(ACTIVE_KEYS);
            int key = active[slot];
            boolean append = random.nextBoolean();
            if (append && lists.get(key).size() >= APPENDS_PER_KEY) {
                active[slot] = lists.size();
                key = lists.size();
                lists.add(new ArrayList<>());
            }
            int element = append ? attempts.merge(key, 1, Integer::sum) : 0;
            transaction.steps.add(new int[] {append ? 1 : 0, key, element});
        }
        return transaction;
    }

    private static String invoked(Running transaction) {
        StringBuilder text = new StringBuilder("[");
        for (int[] step : transaction.steps) {
            text.append(text.length() == 1 ? "" : ",")
                    .append(
                            step[0] == 1
                                    ? "[\"append\"," + step[1] + "," + step[2] + "]"
                                    : "[\"r\"," + step[1] + ",null]");
        }
        return text.append("]").toString();
    }

    private String execute(Running transaction, boolean stale) {
        StringBuilder text = new StringBuilder("[");
        for (int[] step : transaction.steps) {
            List<Integer> list = lists.get(step[1]);
            text.append(text.length() == 1 ? "" : ",");
            if (step[0] == 1) {
                list.add(step[2]);
                text.append("[\"append\",")
                        .append(step[1])
                        .append(',')
                        .append(step[2])
                        .append(']');
            } else {
                List<Integer> seen = stale ? list.subList(0, list.size() / 2) : list;
                text.append("[\"r\",")
                        .append(step[1])
                        .append(',')
                        .append(seen.toString().replace(" ", ""))
                        .append(']');
            }
        }
        return text.append("]").toString();
    }

    private static void line(BufferedWriter output, int process, String type, String value, long time)
            throws IOException {
        output.write("{\"process\":" + process + ",\"type\":\"" + type + "\",\"f\":\"txn\",\"value\":" + value
                + ",\"time\":" + time + "}\n");
    }
}
