package next700.evidence.history;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import next700.history.History;
import next700.history.HistoryWriter;
import next700.history.Value;
import next700.report.CyclePicture;
import next700.report.CyclePicture.Edge;
import next700.report.CyclePicture.Node;
import next700.report.Section;
import next700.report.UsageException;
import next700.report.Verdict;
import next700.transactions.Anomaly;
import next700.transactions.ConsistencyModel;
import next700.transactions.Dependency;
import next700.transactions.Findings;
import next700.transactions.MicroOperation;
import next700.transactions.NoOrder;
import next700.transactions.RegisterAssumptions;
import next700.transactions.Transaction;
import next700.transactions.TransactionChecker;
import next700.transactions.TransactionVerdict;
import next700.transactions.Transactions;

/**
 * A history of transactions against a consistency model.
 *
 * @param order where the order that proves the model is written, if that was asked for
 */
public record TransactionsCheck(
        ConsistencyModel model, Duration deadline, RegisterAssumptions assumptions, Optional<Path> order) {
    /** So many transactions are no excerpt that anybody looks at. */
    private static final int LARGE = 2_000;

    /** With what is usually taken for granted. */
    public TransactionsCheck(ConsistencyModel model, Duration deadline) {
        this(model, deadline, RegisterAssumptions.USUAL, Optional.empty());
    }

    /** What decides. */
    public TransactionChecker checker() {
        return TransactionChecker.of(model).assuming(assumptions).withDeadline(deadline);
    }

    /** Checks the history and tells about it. */
    public Section check(Transactions history) {
        Section section = new Section(
                "Transactions",
                "The transactions are " + model.label()
                        + ": their dependencies, as far as their reads tell them, allow it.");
        if (history.kind() == Transactions.Kind.LISTS && !assumptions.equals(RegisterAssumptions.USUAL)) {
            throw new UsageException("--initial does not apply to transactions on lists");
        }
        long start = System.nanoTime();
        TransactionChecker checker = order.isPresent() ? checker().showing() : checker();
        TransactionVerdict verdict = checker.check(history);
        double seconds = (System.nanoTime() - start) / 1e9;
        Findings findings = verdict.findings();
        switch (verdict) {
            case TransactionVerdict.Holds holds -> {
                section.settle(
                        Verdict.HOLDS,
                        history.size() + " transactions are " + model.label()
                                + holds.order()
                                        .map(order -> "; a serial order of " + order.size()
                                                + " of them was found and replayed")
                                        .or(() -> holds.snapshots()
                                                .map(order -> "; an order of " + order.size()
                                                        + " beginnings and commits was found and replayed"))
                                        .orElse("; all dependencies are known, and no cycle of them is forbidden"),
                        seconds);
                order.ifPresent(file -> section.result(write(holds.witness(history), file)));
            }
            case TransactionVerdict.Unknown unknown ->
                section.settle(Verdict.UNKNOWN, "not known whether they are " + model.label(), seconds);
            case TransactionVerdict.Violated violated -> {
                section.settle(
                        Verdict.VIOLATED,
                        names(violated.anomalies()) + " among " + history.size() + " transactions",
                        seconds);
                violated.anomalies().forEach(anomaly -> accuse(section, anomaly, fileName(history)));
                showExcerpts(section, violated, history);
                otherInitial(history, findings).ifPresent(section::result);
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

    private static String write(Optional<History> witness, Path file) {
        return witness.map(found -> {
                    OrderFile.write(found, file);
                    return "the order that proves it is in " + file + ", as a history that can be checked";
                })
                .orElse(
                        "there is no order to be written: what proves it is that no cycle of dependencies is forbidden");
    }

    /** If only one value was read that nobody wrote, and all would be well if registers held that at first: that they may. */
    private Optional<String> otherInitial(Transactions history, Findings findings) {
        List<Value> unwritten = findings.anomalies().stream()
                .filter(Anomaly.GarbageRead.class::isInstance)
                .map(anomaly -> ((Anomaly.GarbageRead) anomaly).value())
                .distinct()
                .toList();
        if (history.kind() == Transactions.Kind.LISTS || unwritten.size() != 1) {
            return Optional.empty();
        }
        Value initial = unwritten.getFirst();
        boolean holds = TransactionChecker.of(model)
                        .assuming(assumptions.withInitial(initial))
                        .withDeadline(deadline)
                        .check(history)
                instanceof TransactionVerdict.Holds;
        return holds
                ? Optional.of("they are " + model.label() + " if registers hold " + initial
                        + " at first: say --initial '" + initial + "'")
                : Optional.empty();
    }

    /** Of each name the first that its own transactions show, as a file; cores of registers are there already. */
    private void showExcerpts(Section section, TransactionVerdict.Violated violated, Transactions history) {
        Set<String> shown = new HashSet<>();
        for (Anomaly anomaly : violated.anomalies()) {
            boolean hasCore = anomaly instanceof NoOrder none && none.core().isPresent();
            if (hasCore || shown.contains(anomaly.name())) {
                continue;
            }
            History excerpt = violated.excerpt(history, anomaly);
            if (excerpt.size() < Math.min(history.size(), LARGE)
                    && checker().check(excerpt) instanceof TransactionVerdict.Violated) {
                shown.add(anomaly.name());
                String file = fileName(history) + "." + anomaly.name() + ".jsonl";
                section.beside(file, lines(excerpt));
                section.say(
                        "The transactions of a " + anomaly.name() + ", with those that they read from, are in " + file
                                + " where there is a page beside it: " + excerpt.size() + " of " + history.size()
                                + ", and violated by themselves.");
            }
        }
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
