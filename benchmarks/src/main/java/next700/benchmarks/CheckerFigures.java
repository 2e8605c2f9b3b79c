package next700.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import next700.history.Completion;
import next700.history.History;
import next700.history.HistoryReader;
import next700.history.Operation;
import next700.history.RecordedEvent;
import next700.history.Value;
import next700.linearizability.CompareAndSetRegister;
import next700.linearizability.Counter;
import next700.linearizability.FifoQueue;
import next700.linearizability.KeyValue;
import next700.linearizability.Linearizability;
import next700.linearizability.Register;
import next700.linearizability.Specification;
import next700.linearizability.Specifications;
import next700.linearizability.Stack;
import next700.linearizability.ValueSet;
import next700.linearizability.Verdict;
import next700.linearizability.VersionedRegister;
import next700.linearizability.streaming.StreamingChecker;
import next700.transactions.ConsistencyModel;
import next700.transactions.TransactionChecker;
import next700.transactions.Transactions;

/**
 * What it costs to check histories that are hard for other checkers, beside what it may cost:
 *
 * <pre>mvn -Pfigures -pl benchmarks -am verify -DskipTests [-Dcorpora=DIRECTORY]</pre>
 *
 * The histories are generated from seeds, but for those of a directory with {@code etcd} and {@code kv} in it.
 */
public final class CheckerFigures {
    private static final Duration DEADLINE = Duration.ofSeconds(30);

    private final FigureTable table;

    private CheckerFigures(FigureTable table) {
        this.table = table;
    }

    public static void main(String[] arguments) throws IOException {
        CheckerFigures figures = new CheckerFigures(new FigureTable(System.out));
        if (arguments.length > 0 && !arguments[0].isEmpty()) {
            Path corpora = Path.of(arguments[0]);
            figures.known(corpora);
            figures.cold(corpora);
            figures.recorded(corpora);
        }
        figures.keyValue();
        figures.registers();
        figures.queues();
        figures.stacks();
        figures.counters();
        figures.compareAndSet();
        figures.sets();
        figures.versions();
        figures.streaming();
        figures.transactions();
    }

    /** Whether all verdicts are those that are known, a second for each. */
    private void known(Path corpora) throws IOException {
        for (String folder : List.of("etcd", "kv", "generated", "txn")) {
            List<String> others = new ArrayList<>();
            int size = 0;
            int operations = 0;
            long begin = cpuNanos();
            for (String row : Files.readAllLines(corpora.resolve(folder).resolve("expected.tsv"))) {
                String[] columns = row.split("\t", -1);
                Path file = corpora.resolve(folder).resolve(columns[0] + ".jsonl");
                History history = new HistoryReader().read(file);
                String verdict = folder.equals("txn") ? transactional(file) : object(folder, columns[0], history);
                boolean isGood = columns[1].equals("linearizable") || columns[1].equals("strict-serializable");
                if (!verdict.equals(isGood ? "holds" : "violated")) {
                    others.add(columns[0] + " " + verdict + " (" + columns[1] + ")");
                }
                size++;
                operations += history.size();
            }
            table.print(
                    "corpus " + folder + ", reading included, cold",
                    operations,
                    size - others.size() + " of " + size,
                    (cpuNanos() - begin) / 1e6,
                    Duration.ofSeconds(size),
                    -1,
                    0);
            others.forEach(other -> System.out.println("    otherwise: " + other));
        }
    }

    private static String object(String folder, String name, History history) {
        Specification<?> specification = folder.equals("etcd") || name.startsWith("reg-cas")
                ? new CompareAndSetRegister()
                : Specifications.detect(history).orElseThrow();
        Verdict verdict = Linearizability.of(specification)
                .withDeadline(Duration.ofSeconds(1))
                .check(history);
        return word(verdict).replaceAll(" by.*", "");
    }

    private static String transactional(Path file) throws IOException {
        return TransactionChecker.of(ConsistencyModel.STRICT_SERIALIZABLE)
                .check(Transactions.read(file))
                .getClass()
                .getSimpleName()
                .toLowerCase(Locale.ROOT);
    }

    /** The histories of etcd in a machine of their own, from its start to its end. */
    private void cold(Path corpora) throws IOException {
        Process machine = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Cold.class.getName(),
                        corpora.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String[] told = new String(machine.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .strip()
                .split(" ", -1);
        table.print(
                told[0] + " histories of etcd, cold, with the JVM",
                Long.parseLong(told[1]),
                told[2] + " unknown",
                Double.parseDouble(told[3]),
                Duration.ofMillis(1_500),
                -1,
                0);
    }

    /** Checks the histories of etcd once, and tells what that took. */
    static final class Cold {
        private Cold() {}

        /** The argument is the directory of the corpora. */
        public static void main(String[] arguments) throws IOException {
            List<History> etcd = etcd(Path.of(arguments[0]));
            long unknown = etcd.stream()
                    .filter(history ->
                            verdict(new CompareAndSetRegister(), history).equals("unknown"))
                    .count();
            System.out.println(etcd.size() + " "
                    + etcd.stream().mapToLong(History::size).sum() + " " + unknown + " " + cpuNanos() / 1e6);
        }
    }

    private static long cpuNanos() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }

    private static List<History> etcd(Path corpora) throws IOException {
        List<History> etcd = new ArrayList<>();
        try (Stream<Path> files = Files.list(corpora.resolve("etcd"))) {
            for (Path file : files.filter(file -> file.toString().endsWith(".jsonl"))
                    .sorted()
                    .toList()) {
                etcd.add(new HistoryReader().read(file));
            }
        }
        return etcd;
    }

    private void sets() {
        for (int operations : new int[] {100_000, 1_000_000}) {
            int aim = operations > 100_000 ? 2_000 : 150;
            row(
                    "set of unique values, 10 clients",
                    new ValueSet(),
                    new GeneratedHistory(10, operations).of(GeneratedHistory.set()),
                    aim);
        }
        History grown = new GeneratedHistory(30, 100_000).of(GeneratedHistory.growingSet(5_000));
        row("set, read as a whole 20 times, 30 clients", new ValueSet(), grown, 2_000);
    }

    private void versions() {
        for (int operations : new int[] {100_000, 1_000_000}) {
            History history = new GeneratedHistory(30, operations).of(GeneratedHistory.versionedRegister());
            int aim = operations > 100_000 ? 2_000 : 150;
            row("versioned register, 30 clients", new VersionedRegister(), history, aim);
            row("versioned register, one stale read", new VersionedRegister(), oneStaleRead(history), aim);
        }
    }

    private void transactions() throws IOException {
        for (int size : new int[] {100_000, 1_000_000}) {
            for (boolean stale : new boolean[] {false, true}) {
                Path file = TransactionFigures.file(size, stale);
                try {
                    table.row(
                            "list-append" + (stale ? ", one stale read" : "") + ", with parsing",
                            size,
                            Duration.ofSeconds(size > 100_000 ? 12 : 1),
                            size > 100_000 ? 3_000 : 0,
                            () -> TransactionFigures.verdict(file));
                } finally {
                    Files.delete(file);
                }
            }
        }
    }

    private void recorded(Path corpora) throws IOException {
        List<History> etcd = etcd(corpora);
        table.row(
                etcd.size() + " histories of etcd",
                etcd.stream().mapToLong(History::size).sum(),
                Duration.ofMillis(150),
                () -> {
                    long undecided = etcd.stream()
                            .filter(history -> verdict(new CompareAndSetRegister(), history)
                                    .equals("unknown"))
                            .count();
                    return undecided + " unknown";
                });
        for (String name : List.of("c10-ok", "c10-bad")) {
            History history = new HistoryReader().read(corpora.resolve("kv").resolve(name + ".jsonl"));
            table.row(
                    "kv " + name + " unpartitioned",
                    history.size(),
                    Duration.ofMillis(500),
                    () -> word(Linearizability.of(new KeyValue())
                            .withDeadline(DEADLINE)
                            .unpartitioned()
                            .check(history)));
        }
    }

    private void keyValue() {
        History history = new GeneratedHistory(50, 100_000).of(GeneratedHistory.store());
        row("kv, 50 clients", new KeyValue(), history, 500, 300);
        row("kv, 50 clients, one stale get", new KeyValue(), oneStaleRead(history), 500, 300);
    }

    private void registers() {
        for (int clients : new int[] {10, 20, 30}) {
            History history = new GeneratedHistory(clients, 1_000).of(GeneratedHistory.register());
            row("register, " + clients + " clients", new Register(), history, 150);
            row("register, " + clients + " clients, stale read", new Register(), oneStaleRead(history), 150);
        }
        row("register, 30 clients", new Register(), large(100_000), 150);
        row("register, 30 clients, one stale read", new Register(), oneStaleRead(large(100_000)), 150);
        row(
                "register, 30 clients, 3 % unknown",
                new Register(), new GeneratedHistory(30, 100_000, 3, 1).of(GeneratedHistory.register()), 150);
        row("register, 30 clients", new Register(), large(1_000_000), 2_000);
        row("register, 30 clients, one stale read", new Register(), oneStaleRead(large(1_000_000)), 2_000);
    }

    private static History large(int operations) {
        return new GeneratedHistory(30, operations).of(GeneratedHistory.register());
    }

    private void queues() {
        for (int operations : new int[] {400, 100_000, 1_000_000}) {
            History history =
                    new GeneratedHistory(10, operations).of(GeneratedHistory.container("enqueue", "dequeue", false));
            int target = operations > 100_000 ? 2_000 : 150;
            row("queue, 10 clients", new FifoQueue(), history, target);
            row("queue, 10 clients, two swapped", new FifoQueue(), twoSwapped(history, "dequeue"), target);
        }
    }

    private void stacks() {
        History history = new GeneratedHistory(10, 10_000).of(GeneratedHistory.container("push", "pop", true));
        row("stack, 10 clients", new Stack(), history, 1_000);
        row("stack, 10 clients, two swapped", new Stack(), twoSwapped(history, "pop"), 1_000);
    }

    private void counters() {
        for (int operations : new int[] {100_000, 1_000_000}) {
            History history = new GeneratedHistory(30, operations).of(GeneratedHistory.counter());
            int target = operations > 100_000 ? 2_000 : 150;
            row("counter, 30 clients", new Counter(), history, target);
            row("counter, 30 clients, one stale read", new Counter(), oneStaleRead(history), target);
        }
    }

    private void compareAndSet() {
        for (int unknown : new int[] {3, 5}) {
            History history = new GeneratedHistory(5, 500, unknown, 1).of(GeneratedHistory.compareAndSet());
            int target = unknown == 3 ? 100 : 10_000;
            String name = "compare-and-set, 5 clients, " + unknown + " % unknown";
            row(name, new CompareAndSetRegister(), history, target);
            row(name + ", wrong", new CompareAndSetRegister(), oneWrongRead(history), target);
        }
    }

    /** While they grow: 50,000 operations are to take a second. */
    private void streaming() {
        streaming(
                "kv, 50 clients, while it grows",
                new KeyValue(),
                new GeneratedHistory(50, 100_000).of(GeneratedHistory.store()));
        streaming("register, 30 clients, while it grows", new Register(), large(100_000));
    }

    private <S> void streaming(String name, Specification<S> specification, History history) {
        List<RecordedEvent> events = new ArrayList<>();
        history.replay(events::add);
        table.row(name, history.size(), Duration.ofMillis(history.size() / 50), () -> {
            StreamingChecker<S> checker = StreamingChecker.of(specification, contradiction -> {});
            events.forEach(checker);
            StreamingChecker.Summary summary = checker.finish();
            return summary.contradictions().isEmpty() && summary.givenUp().isEmpty() ? "holds" : "does not hold";
        });
    }

    private void row(String name, Specification<?> specification, History history, int targetMillis) {
        row(name, specification, history, targetMillis, history.size() >= 1_000_000 ? 1_000 : 0);
    }

    private void row(String name, Specification<?> specification, History history, int aimMillis, int aimMegabytes) {
        table.row(
                name,
                history.size(),
                Duration.ofMillis(aimMillis),
                aimMegabytes,
                () -> verdict(specification, history));
    }

    private static String verdict(Specification<?> specification, History history) {
        return word(Linearizability.of(specification).withDeadline(DEADLINE).check(history));
    }

    static String word(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Holds holds -> "holds";
            case Verdict.Violated violated ->
                "violated by " + violated.violation().core().operations().size();
            case Verdict.Unknown unknown -> "unknown";
        };
    }

    /** Three quarters into the history, a read answers what it would have answered long ago. */
    static History oneStaleRead(History history) {
        List<Operation> reads = history.operations().stream()
                .filter(operation -> operation.function().equals("read")
                        || operation.function().equals("get"))
                .filter(operation -> operation.completion() instanceof Completion.Ok)
                .toList();
        Operation late = reads.get(reads.size() * 3 / 4);
        Operation early = reads.stream()
                .skip(reads.size() / 2)
                .filter(read -> read.argument().equals(late.argument()))
                .findFirst()
                .orElseThrow();
        Value stale = ((Completion.Ok) early.completion()).value();
        return GeneratedHistory.corrupted(
                history, (operation, answer) -> operation.index() == late.index() ? stale : answer);
    }

    /** As late as possible, one read answers another of the values, so that it is not linearizable. */
    private static History oneWrongRead(History history) {
        for (Operation read : history.operations().reversed()) {
            if (read.function().equals("read") && read.completion() instanceof Completion.Ok) {
                for (int value = 0; value < GeneratedHistory.VALUES; value++) {
                    Value wrong = Value.of(value);
                    History corrupted = GeneratedHistory.corrupted(
                            history, (operation, answer) -> operation.index() == read.index() ? wrong : answer);
                    if (!verdict(new CompareAndSetRegister(), corrupted).equals("holds")) {
                        return corrupted;
                    }
                }
            }
        }
        return history;
    }

    /** Three quarters into the history, two values are taken out in each other's place. */
    static History twoSwapped(History history, String take) {
        List<Operation> takes = history.operations().stream()
                .filter(operation -> operation.function().equals(take))
                .filter(operation -> operation.completion() instanceof Completion.Ok ok
                        && !ok.value().equals(Value.NIL))
                .toList();
        Operation one = takes.get(takes.size() * 3 / 4);
        Operation other = takes.get(takes.size() * 3 / 4 + takes.size() / 10);
        Value first = ((Completion.Ok) one.completion()).value();
        Value second = ((Completion.Ok) other.completion()).value();
        return GeneratedHistory.corrupted(history, (operation, answer) -> {
            if (operation.index() == one.index()) {
                return second;
            }
            return operation.index() == other.index() ? first : answer;
        });
    }
}
