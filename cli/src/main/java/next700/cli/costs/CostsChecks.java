package next700.cli.costs;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import next700.costs.Cost;
import next700.costs.Subject;
import next700.protocol.abstraction.ByzantineGroup;
import next700.report.Progress;
import next700.report.Section;
import next700.report.Verdict;

/** Counts what requests cost, and holds it against what is claimed here and in Table 3.2 of the thesis. */
public final class CostsChecks {
    private static final String LINE = "%-10s %2s %6s %7s %10s %8s %10s";
    private static final int MEASURED_COLUMNS = 7;

    private final Progress progress;

    public CostsChecks(Progress progress) {
        this.progress = progress;
    }

    /** Counts for all f from 1 up to this one, with batches of these sizes. */
    public Section run(int most, List<Integer> batches) {
        Section section = new Section(
                "Costs",
                "What a request costs where nothing fails: one-way messages on the critical path, and MACs made and verified"
                        + " at the bottleneck replica (Table 3.2), counted in runs of the state machines.");
        progress.begin("costs");
        long start = System.nanoTime();
        List<List<String>> rows = new ArrayList<>();
        List<String> contradictions = new ArrayList<>();
        for (Subject subject : Subject.all()) {
            progress.at(subject.name());
            for (int f = 1; f <= most; f++) {
                for (int batch : subject.batches() ? batches : List.of(1)) {
                    Cost cost = Cost.of(subject.byBatch().apply(batch), new ByzantineGroup(f), batch);
                    rows.add(row(subject, f, cost));
                    contradictions.addAll(contradictions(subject, f, cost));
                }
            }
        }
        section.result(String.format(LINE, "protocol", "f", "batch", "delays", "Table 3.2", "MACs", "Table 3.2"));
        rows.forEach(row -> section.result(
                String.format(LINE, row.subList(0, MEASURED_COLUMNS).toArray())));
        contradictions.forEach(section::say);
        section.table(
                "Counted",
                List.of(
                        "protocol",
                        "f",
                        "batch",
                        "delays",
                        "in Table 3.2",
                        "MACs per request",
                        "in Table 3.2",
                        "bottleneck",
                        "while it is busy with, per batch"),
                rows);
        section.table(
                "Formulas, and why they differ from those of Table 3.2",
                List.of("protocol", "delays", "MACs", "MACs in Table 3.2", "why"),
                Subject.all().stream().map(CostsChecks::explanation).toList());
        String summary = contradictions.isEmpty()
                ? rows.size() + " counts are what the formulas say"
                : contradictions.size() + " counts contradict the formulas";
        progress.end(summary);
        Verdict verdict = contradictions.isEmpty() ? Verdict.HOLDS : Verdict.VIOLATED;
        return section.settle(verdict, summary, (System.nanoTime() - start) / 1e9);
    }

    private static List<String> row(Subject subject, int f, Cost cost) {
        return List.of(
                subject.name(),
                "" + f,
                "" + cost.batch(),
                "" + cost.delays(),
                "" + subject.thesisDelays().applyAsInt(f),
                "" + cost.macsPerRequest(),
                "" + subject.thesisMacs().at(f, cost.batch()),
                "" + cost.bottleneck(),
                text(cost.macs()));
    }

    private static String text(Map<String, Integer> macs) {
        return new TreeMap<>(macs)
                .entrySet().stream()
                        .map(entry -> entry.getKey() + " " + entry.getValue())
                        .collect(Collectors.joining(", "));
    }

    private static List<String> contradictions(Subject subject, int f, Cost cost) {
        List<String> found = new ArrayList<>();
        String where = subject.name() + " with f = " + f + " and batches of " + cost.batch();
        int delays = subject.delays().applyAsInt(f);
        if (cost.delays() != delays) {
            found.add(where + " takes " + cost.delays() + " one-way messages, not " + delays + ".");
        }
        if (!cost.macsPerRequest().equals(subject.macs().at(f, cost.batch()))) {
            found.add(where + " needs " + cost.macsPerRequest() + " MACs per request, not "
                    + subject.macs().at(f, cost.batch()) + " (" + subject.macs() + ").");
        }
        if (cost.signatures() > 0) {
            found.add(where + " needs " + cost.signatures() + " signatures, although nothing fails.");
        }
        return found;
    }

    private static List<String> explanation(Subject subject) {
        String delays = IntStream.rangeClosed(1, 3)
                .mapToObj(f -> "" + subject.delays().applyAsInt(f))
                .distinct()
                .collect(Collectors.joining(", "));
        return List.of(
                subject.name(),
                delays,
                subject.macs().text(),
                subject.thesisMacs().text(),
                subject.difference().isEmpty() ? "the same" : subject.difference());
    }
}
