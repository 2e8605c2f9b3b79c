package next700.benchmarks;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;

/**
 * Records transactions on registers of a database that is serializable, or has snapshots. Each transaction takes effect
 * between its invocation and its answer; with snapshots, it reads as of its invocation, and fails if another has written
 * the same since.
 */
final class GeneratedDatabase {
    /**
     * What is generated.
     *
     * @param values how many different values are written to a key; 0 if all are different
     * @param readPercent of the operations, or of the transactions if they are pure
     * @param pure whether a transaction reads only or writes only
     * @param stale whether one read in the middle finds what another client's key held long before
     */
    record Shape(
            boolean snapshots,
            int clients,
            int transactions,
            int operations,
            int keys,
            int values,
            int readPercent,
            boolean pure,
            boolean stale) {
        /** The same with another number of transactions. */
        Shape of(int others) {
            return new Shape(snapshots, clients, others, operations, keys, values, readPercent, pure, stale);
        }
    }

    private static final class Running {
        private int[] keys;
        /** What is written, or 0 for a read. */
        private int[] values;

        private int[] found;
        private int[] versions;
        private boolean tookEffect;
    }

    private final Shape shape;
    private final Random random;
    private final int[] current;
    private final int[] version;
    private final int[] former;
    private final int[] written;
    private int commits;
    private boolean spoil;

    private GeneratedDatabase(Shape shape, long seed) {
        this.shape = shape;
        random = new Random(seed);
        current = new int[shape.keys];
        version = new int[shape.keys];
        former = new int[shape.keys];
        written = new int[shape.keys];
        spoil = shape.stale;
    }

    /** A file with such a history, which is the caller's to delete. */
    static Path file(Shape shape, long seed) throws IOException {
        Path file = Files.createTempFile("database", ".jsonl");
        new GeneratedDatabase(shape, seed).write(file);
        return file;
    }

    private void write(Path file) throws IOException {
        Running[] running = new Running[shape.clients];
        int begun = 0;
        int ended = 0;
        try (BufferedWriter output = Files.newBufferedWriter(file)) {
            while (ended < shape.transactions) {
                int client = random.nextInt(shape.clients);
                Running transaction = running[client];
                if (transaction == null) {
                    if (begun < shape.transactions) {
                        begun++;
                        running[client] = begin();
                        line(output, client, "invoke", running[client], false);
                    }
                } else if (!transaction.tookEffect) {
                    transaction.tookEffect = execute(transaction, begun > shape.transactions / 2);
                    if (!transaction.tookEffect) {
                        line(output, client, "fail", transaction, false);
                        running[client] = null;
                        begun--;
                    }
                } else {
                    line(output, client, "ok", transaction, true);
                    running[client] = null;
                    ended++;
                }
            }
        }
    }

    private Running begin() {
        Running transaction = new Running();
        int count = shape.operations;
        transaction.keys = random.ints(count, 0, shape.keys).toArray();
        transaction.values = new int[count];
        boolean reads = random.nextInt(100) < shape.readPercent;
        for (int i = 0; i < count; i++) {
            if (shape.pure ? !reads : random.nextInt(100) >= shape.readPercent) {
                int key = transaction.keys[i];
                transaction.values[i] = shape.values == 0 ? ++written[key] : 1 + random.nextInt(shape.values);
            }
        }
        if (shape.snapshots) {
            read(transaction);
        }
        return transaction;
    }

    private void read(Running transaction) {
        transaction.found = new int[transaction.keys.length];
        transaction.versions =
                Arrays.stream(transaction.keys).map(key -> version[key]).toArray();
        Map<Integer, Integer> own = new HashMap<>();
        for (int i = 0; i < transaction.keys.length; i++) {
            int key = transaction.keys[i];
            if (transaction.values[i] == 0) {
                transaction.found[i] = own.getOrDefault(key, current[key]);
            } else {
                own.put(key, transaction.values[i]);
            }
        }
    }

    private boolean execute(Running transaction, boolean late) {
        if (!shape.snapshots) {
            read(transaction);
        }
        for (int i = 0; i < transaction.keys.length; i++) {
            if (shape.snapshots
                    && transaction.values[i] != 0
                    && version[transaction.keys[i]] != transaction.versions[i]) {
                return false;
            }
        }
        commits++;
        for (int i = 0; i < transaction.keys.length; i++) {
            int key = transaction.keys[i];
            if (transaction.values[i] != 0) {
                former[key] = current[key];
                current[key] = transaction.values[i];
                version[key] = commits;
            } else if (spoil && late && transaction.found[i] == current[key] && former[key] != 0) {
                transaction.found[i] = former[key];
                spoil = false;
            }
        }
        return true;
    }

    private static void line(BufferedWriter output, int client, String type, Running transaction, boolean known)
            throws IOException {
        StringBuilder text =
                new StringBuilder("{\"process\":" + client + ",\"type\":\"" + type + "\",\"f\":\"txn\",\"value\":[");
        for (int i = 0; i < transaction.keys.length; i++) {
            boolean write = transaction.values[i] != 0;
            int value = write ? transaction.values[i] : known ? transaction.found[i] : 0;
            text.append(i == 0 ? "" : ",")
                    .append(write ? "[\"w\"," : "[\"r\",")
                    .append(transaction.keys[i])
                    .append(',')
                    .append(value == 0 ? "null" : value)
                    .append(']');
        }
        output.write(text.append("]}\n").toString());
    }
}
