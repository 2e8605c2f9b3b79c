package next700.cli.rounds;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import next700.report.Chart;
import next700.report.Chart.Point;
import next700.report.Progress;
import next700.report.Section;
import next700.report.Verdict;
import next700.rounds.BroadcastProtocol;
import next700.rounds.Lcr;
import next700.rounds.Measurement;
import next700.rounds.Measurement.Latency;
import next700.rounds.Measurement.Throughput;
import next700.rounds.Rational;
import next700.rounds.ThroughputBound;

/** Measures the protocols in the round model, and holds LCR against Theorem 2.5.1 and 2.5.3. */
public final class RoundsChecks {
    private final Progress progress;

    public RoundsChecks(Progress progress) {
        this.progress = progress;
    }

    /** Measures rings of these sizes. */
    public Section run(List<Integer> sizes) {
        Section section = new Section(
                "Rounds",
                "LCR completes n/(n-1) broadcasts per round when all broadcast and 1 otherwise, which Theorem 2.5.1 bounds"
                        + " every protocol by; one broadcast takes 2n-2 rounds. No other protocol exceeds the bound.");
        progress.begin("round model");
        long start = System.nanoTime();
        List<List<Measurement>> measured = new ArrayList<>();
        for (BroadcastProtocol protocol : BroadcastProtocol.all()) {
            progress.at(protocol.title());
            measured.add(sizes.stream().map(n -> Measurement.of(protocol, n)).toList());
        }
        List<String> contradictions = measured.stream()
                .flatMap(List::stream)
                .flatMap(one -> contradictions(one).stream())
                .toList();
        contradictions.forEach(section::say);
        show(section, sizes, measured);
        String summary = contradictions.isEmpty()
                ? "LCR meets the bound exactly for n = " + sizes.get(0) + ".." + sizes.get(sizes.size() - 1)
                        + " and every number of senders; nobody exceeds it"
                : contradictions.size() + " figures contradict the thesis";
        progress.end(summary);
        Verdict verdict = contradictions.isEmpty() ? Verdict.HOLDS : Verdict.VIOLATED;
        return section.settle(verdict, summary, (System.nanoTime() - start) / 1e9);
    }

    /** What contradicts Theorem 2.5.1 or the latency of 2.5.3, a sentence each. */
    private static List<String> contradictions(Measurement measured) {
        List<String> found = new ArrayList<>();
        int n = measured.processes();
        boolean lcr = measured.protocol() instanceof Lcr;
        for (int senders = 1; senders <= n; senders++) {
            Rational bound = ThroughputBound.of(n, senders);
            Throughput throughput = measured.throughput(senders);
            if (throughput.perRound().compareTo(bound) > 0
                    || (lcr && !throughput.equals(new Throughput(bound, true)))) {
                found.add(String.format(
                        "With %d processes, %d of them senders, %s completes %s broadcasts per round; the bound is %s.",
                        n, senders, measured.protocol().title(), throughput, bound));
            }
        }
        Latency expected = new Latency(2 * n - 2, 2 * n - 2);
        if (lcr && !measured.latency().equals(expected)) {
            found.add("With " + n + " processes a broadcast of LCR takes " + measured.latency() + " rounds, not "
                    + expected + ".");
        }
        return found;
    }

    private static void show(Section section, List<Integer> sizes, List<List<Measurement>> measured) {
        section.figure(
                "Completed broadcasts per round when one process broadcasts, by the number of processes",
                chart(sizes, measured, n -> Rational.of(1), one -> one.throughput(1)));
        section.figure(
                "Completed broadcasts per round when all processes broadcast, by the number of processes",
                chart(sizes, measured, n -> ThroughputBound.of(n, n), one -> one.throughput(one.processes())));
        table(section, "Completed broadcasts per round, 1-to-n", sizes, measured, one -> "" + one.throughput(1));
        table(
                section,
                "Completed broadcasts per round, n-to-n",
                sizes,
                measured,
                one -> "" + one.throughput(one.processes()));
        table(
                section,
                "Rounds until the last process delivers, of a single broadcast (from best to worst sender and moment)",
                sizes,
                measured,
                one -> "" + one.latency());
        int largest = sizes.size() - 1;
        bySenders(section, measured.stream().map(row -> row.get(largest)).toList());
        section.table(
                "Protocols",
                List.of("protocol", "thesis", "what was chosen where the description leaves something open"),
                BroadcastProtocol.all().stream()
                        .map(protocol -> List.of(protocol.title(), protocol.section(), protocol.choices()))
                        .toList());
        section.say(
                "Fractions are exact: the average of a period that repeats for ever. Decimals are averages of a long"
                        + " stretch in which no period was found. A sender has at most 2n broadcasts outstanding.");
    }

    private static String chart(
            List<Integer> sizes,
            List<List<Measurement>> measured,
            Function<Integer, Rational> bound,
            Function<Measurement, Throughput> value) {
        Chart chart = Chart.of("broadcasts per round by processes", "processes", "broadcasts per round");
        for (List<Measurement> row : measured) {
            chart.curve(
                    row.get(0).protocol().title(),
                    IntStream.range(0, sizes.size())
                            .mapToObj(k -> new Point(
                                    sizes.get(k),
                                    value.apply(row.get(k)).perRound().toDouble()))
                            .toList());
        }
        return chart.limit(
                        "bound",
                        sizes.stream()
                                .map(n -> new Point(n, bound.apply(n).toDouble()))
                                .toList())
                .toSvg();
    }

    private static void table(
            Section section,
            String caption,
            List<Integer> sizes,
            List<List<Measurement>> measured,
            Function<Measurement, String> cell) {
        List<String> columns = new ArrayList<>(List.of("protocol"));
        sizes.forEach(n -> columns.add("n = " + n));
        section.table(
                caption, columns, rows(measured, row -> row.stream().map(cell).toList()));
    }

    private static void bySenders(Section section, List<Measurement> measured) {
        int n = measured.get(0).processes();
        List<String> columns = new ArrayList<>(List.of("protocol"));
        IntStream.rangeClosed(1, n).forEach(senders -> columns.add("k = " + senders));
        section.table(
                "Completed broadcasts per round with " + n + " processes, by the number k of senders",
                columns,
                rows(
                        measured.stream().map(List::of).toList(),
                        row -> row.get(0).throughput().stream()
                                .map(Throughput::toString)
                                .toList()));
    }

    private static List<List<String>> rows(
            List<List<Measurement>> measured, Function<List<Measurement>, List<String>> cells) {
        return measured.stream()
                .map(row -> {
                    List<String> cellsOfRow =
                            new ArrayList<>(List.of(row.get(0).protocol().title()));
                    cellsOfRow.addAll(cells.apply(row));
                    return cellsOfRow;
                })
                .toList();
    }
}
