package next700.evidence.history;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import next700.history.History;
import next700.history.HistoryWriter;
import next700.report.CyclePicture;
import next700.report.CyclePicture.Edge;
import next700.report.CyclePicture.Node;
import next700.report.Section;
import next700.report.Verdict;
import next700.transactions.Anomaly;
import next700.transactions.ConsistencyModel;
import next700.transactions.Dependency;
import next700.transactions.Findings;
import next700.transactions.MicroOperation;
import next700.transactions.NoOrder;
import next700.transactions.Transaction;
import next700.transactions.TransactionChecker;
import next700.transactions.TransactionVerdict;
import next700.transactions.Transactions;

/** A history of transactions against a consistency model. */
public record TransactionsCheck(ConsistencyModel model, Duration deadline) {
    /** Checks the history and tells about it. */
    public Section check(Transactions history) {
        Section section = new Section(
                "Transactions",
                "The transactions are " + model.label()
                        + ": their dependencies, as far as their reads tell them, allow it.");
        long start = System.nanoTime();
        TransactionVerdict verdict =
                TransactionChecker.of(model).withDeadline(deadline).check(history);
        double seconds = (System.nanoTime() - start) / 1e9;
        Findings findings = verdict.findings();
        switch (verdict) {
            case TransactionVerdict.Holds holds ->
                section.settle(
                        Verdict.HOLDS,
                        history.size() + " transactions are " + model.label()
                                + findings.order()
                                        .map(order -> "; a serial order of " + order.size()
                                                + " of them was found and replayed")
                                        .or(() -> findings.snapshots()
                                                .map(order -> "; an order of " + order.size()
                                                        + " beginnings and commits was found and replayed"))
                                        .orElse("; all dependencies are known, and no cycle of them is forbidden"),
                        seconds);
            case TransactionVerdict.Unknown unknown ->
                section.settle(Verdict.UNKNOWN, "not known whether they are " + model.label(), seconds);
            case TransactionVerdict.Violated violated -> {
                section.settle(
                        Verdict.VIOLATED,
                        names(violated.anomalies()) + " among " + history.size() + " transactions",
                        seconds);
                violated.anomalies().forEach(anomaly -> accuse(section, anomaly, fileName(history)));
            }
        }
        section.say(verdict.models());
        findings.gaps().forEach(section::say);
        if (!findings.counts().isEmpty()) {
            section.table(
                    "Anomalies; of cycles, only some of the shortest are counted",
                    List.of("anomaly", "how many"),
                    new TreeMap<>(findings.counts())
                            .entrySet().stream()
                                    .map(entry -> List.of(
                                            entry.getKey(), entry.getValue().toString()))
                                    .toList());
        }
        return section;
    }

    private static void accuse(Section section, Anomaly anomaly, String recording) {
        if (anomaly instanceof Anomaly.Cycle cycle) {
            section.figure(
                    anomaly.name() + ": a cycle of dependencies", picture(cycle).toSvg());
        }
        section.listing(anomaly.name(), anomaly.explain());
        if (anomaly instanceof NoOrder none && none.core().isPresent()) {
            String file = recording + "." + anomaly.name() + ".jsonl";
            String core = lines(none.core().orElseThrow());
            section.beside(file, core);
            section.listing(
                    anomaly.name() + ": a history that shows it (" + file + ", where there is a page beside it)", core);
        }
    }

    /** What the recording's file is called, without what it ends in. */
    private static String fileName(Transactions history) {
        return String.valueOf(Path.of(history.source()).getFileName())
                .replaceFirst("([.](jsonl|json|edn))?([.]gz)?$", "")
                .replaceAll("[^A-Za-z0-9._-]+", "-");
    }

    /** As JSON lines, to be checked again. */
    private static String lines(History history) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (HistoryWriter writer = new HistoryWriter(bytes)) {
            writer.write(history);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static CyclePicture picture(Anomaly.Cycle cycle) {
        List<Node> nodes = new ArrayList<>();
        List<Edge> edges = new ArrayList<>();
        for (Dependency dependency : cycle.dependencies()) {
            Transaction from = dependency.from();
            nodes.add(new Node(
                    "T" + (nodes.size() + 1),
                    from.whose(),
                    from.operations().stream().map(MicroOperation::toString).toList()));
            edges.add(new Edge(
                    dependency.kind().words(), dependency.reason(), dependency.stepOfFrom(), dependency.stepOfTo()));
        }
        return new CyclePicture(nodes, edges);
    }

    private static String names(List<Anomaly> anomalies) {
        return anomalies.stream().map(Anomaly::name).distinct().collect(Collectors.joining(", "));
    }
}
