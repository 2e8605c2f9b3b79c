package next700.benchmarks.lcr;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import next700.benchmarks.lcr.Run.Setting;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures what the figures of thesis 2.6 show, prints it beside what it should be, and draws it. */
@Command(name = "lcr-figures", mixinStandardHelpOptions = true, description = "The curves of thesis 2.6.")
public final class LcrFigures implements Callable<Integer> {
    private static final int KILOBYTE = 1000;
    private static final int SIZE_BYTES = 10 * KILOBYTE;
    private static final int MEMBERS = 5;
    private static final int FAIR_SENDERS = 3;
    private static final int BUSIEST = 9;
    private static final List<Integer> SIZES = List.of(100, KILOBYTE, SIZE_BYTES);

    /** Loads in percent of what plain TCP takes. */
    private static final double[] LOADS = {10, 40, 80, 90};

    @Option(names = "--run", required = true, description = "The script that makes the network: lcr/run.")
    private Path script;

    @Option(names = "--out", defaultValue = "runs/lcr", description = "Directory of the report (${DEFAULT-VALUE}).")
    private Path out;

    @Option(names = "--seconds", defaultValue = "3", description = "Measured, of each phase (${DEFAULT-VALUE}).")
    private double seconds;

    @Option(names = "--brief", description = "n = 2, 5, 9 only, and fewer curves.")
    private boolean isBrief;

    @Option(names = "--only-loopback", description = "Without a shaped network.")
    private boolean isOnlyLoopback;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new LcrFigures()).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        Files.createDirectories(out);
        Path results = out.resolve("results.jsonl");
        Files.deleteIfExists(results);
        Run run = new Run(script, results, seconds);
        try {
            if (!isOnlyLoopback) {
                shaped(run);
            }
            loopback(run);
        } catch (Run.SkippedException e) {
            System.out.println(e.getMessage());
            return CommandLine.ExitCode.OK;
        }
        FigureReport report = new FigureReport(run.all(), run.failures());
        System.out.print(report.table());
        System.out.println("report: " + report.page().writeTo(out));
        return CommandLine.ExitCode.OK;
    }

    private void shaped(Run run) throws IOException, InterruptedException {
        double raw = 0;
        for (int n : isBrief
                ? List.of(2, MEMBERS, BUSIEST)
                : IntStream.rangeClosed(2, BUSIEST).boxed().toList()) {
            List<Result> links = run.measure(new Setting(Protocol.RAW, n, false), List.of(saturated(n)));
            if (n == MEMBERS && !links.isEmpty()) {
                raw = links.get(0).mbps();
            }
            List<Phase> ends = List.of(saturated(1), saturated(n));
            if (n != MEMBERS) {
                run.measure(new Setting(Protocol.LCR, n, false), ends);
            }
            if ((n % 2 == 1 && n != MEMBERS) || n == 2) {
                run.measure(new Setting(Protocol.JGROUPS_UDP_TUNED, n, false), ends);
            }
        }
        double limit = raw == 0 ? FigureReport.THEORETICAL_LINK_MBPS : raw;
        run.measure(new Setting(Protocol.LCR, MEMBERS, false), join(bySenders(), bySize(), byLoad(limit)));
        run.measure(new Setting(Protocol.LCR_UNFAIR, MEMBERS, false), bySenders());
        run.measure(new Setting(Protocol.RING, MEMBERS, false), List.of(saturated(MEMBERS)));
        run.measure(
                new Setting(Protocol.JGROUPS_UDP_TUNED, MEMBERS, false), join(bySenders(), bySize(), byLoad(limit)));
        for (Protocol other : isBrief
                ? List.of(Protocol.JGROUPS_UDP, Protocol.JGROUPS_UDP_CREDITS)
                : List.of(
                        Protocol.JGROUPS_UDP,
                        Protocol.JGROUPS_UDP_CREDITS,
                        Protocol.JGROUPS_TCP,
                        Protocol.JGROUPS_TCP_TUNED)) {
            run.measure(new Setting(other, MEMBERS, false), List.of(saturated(1), saturated(MEMBERS)));
        }
    }

    private static void loopback(Run run) throws IOException, InterruptedException {
        for (Protocol protocol : List.of(Protocol.LCR, Protocol.RING, Protocol.JGROUPS_UDP_TUNED)) {
            run.measure(
                    new Setting(protocol, MEMBERS, true),
                    List.of(saturated(MEMBERS), new Phase(MEMBERS, SIZES.get(0), 0)));
        }
    }

    private static Phase saturated(int senders) {
        return new Phase(senders, SIZE_BYTES, 0);
    }

    private List<Phase> bySenders() {
        return (isBrief ? IntStream.of(1, FAIR_SENDERS, MEMBERS) : IntStream.rangeClosed(1, MEMBERS))
                .mapToObj(LcrFigures::saturated)
                .toList();
    }

    /** Those of 10 kB are among the others. */
    private static List<Phase> bySize() {
        return Stream.of(1, MEMBERS)
                .flatMap(senders ->
                        SIZES.stream().filter(size -> size != SIZE_BYTES).map(size -> new Phase(senders, size, 0)))
                .toList();
    }

    private static List<Phase> byLoad(double rawMbps) {
        return Stream.of(1, MEMBERS)
                .flatMap(senders -> DoubleStream.of(LOADS)
                        .mapToObj(percent -> new Phase(senders, SIZE_BYTES, load(percent, senders, rawMbps))))
                .toList();
    }

    private static double load(double percent, int senders, double rawMbps) {
        double limit = senders == MEMBERS ? rawMbps * MEMBERS / (MEMBERS - 1) : rawMbps;
        return Double.parseDouble(String.format(Locale.ROOT, "%.1f", percent / 100 * limit));
    }

    private static List<Phase> join(List<Phase> first, List<Phase> second, List<Phase> third) {
        return Stream.of(first, second, third).flatMap(List::stream).toList();
    }
}
