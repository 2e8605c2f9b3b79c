package next700.cli.check;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import next700.cli.BadDataException;
import next700.history.HistoryReader;
import next700.history.Operation;
import next700.history.RecordedEvent;
import next700.history.Value;
import next700.linearizability.Specification;
import next700.linearizability.UnintelligibleOperationException;
import next700.linearizability.streaming.Contradiction;
import next700.linearizability.streaming.StreamingChecker;
import next700.linearizability.streaming.StreamingChecker.Summary;
import next700.report.Progress;
import next700.report.Section;
import next700.report.Verdict;

/** Linearizability of a history that is still being recorded: a violation is told as soon as it is one. */
record FollowingCheck<S>(Specification<S> specification, boolean unpartitioned) {

    private static final int LINES_BETWEEN_TELLING = 1 << 10;

    /**
     * Follows a recording to its end.
     *
     * @param out where violations are told
     */
    Section follow(Path file, GrowingFile recording, PrintWriter out, Progress progress) {
        StreamingChecker<S> keyed = StreamingChecker.of(specification, found -> {
            out.println("violated  " + found.explain());
            out.flush();
        });
        StreamingChecker<S> checker = unpartitioned ? keyed.unpartitioned() : keyed;
        recording.whileWaiting(checker::lookAhead);
        progress.begin("following " + file);
        try {
            new HistoryReader().read(file.toString(), recording, event -> check(event, checker, file, progress));
        } catch (UncheckedIOException e) {
            throw Recordings.unreadable(file, new IOException(e.getMessage(), e));
        }
        Summary summary = checker.finish();
        progress.end(summary.operations() + " operations");
        return tell(summary, progress.seconds());
    }

    private static void check(RecordedEvent event, StreamingChecker<?> checker, Path file, Progress progress) {
        try {
            checker.accept(event);
        } catch (UnintelligibleOperationException | IllegalStateException e) {
            throw new BadDataException(file + ":" + event.line() + ": " + e.getMessage(), e);
        }
        if (event.line() % LINES_BETWEEN_TELLING == 0) {
            tell(checker.summary(), progress);
        }
    }

    private static void tell(Summary summary, Progress progress) {
        progress.at(summary.operations() + " operations of " + summary.parts() + " keys, "
                + summary.contradictions().size() + " violations");
    }

    private Section tell(Summary summary, double seconds) {
        Section section = new Section(
                "Linearizability",
                "Every operation seems to take effect at one moment between invocation and response, as on a single "
                        + specification.name() + "; seen while the history grew.");
        List<Contradiction> found = summary.contradictions();
        for (Contradiction contradiction : found) {
            section.say(contradiction.explain());
            section.table(
                    "What ended last before '" + contradiction.operation().describe() + "'",
                    List.of("operation"),
                    contradiction.recent().stream()
                            .map(Operation::describe)
                            .map(List::of)
                            .toList());
        }
        String operations = summary.operations() + " operations as a " + specification.name();
        if (!found.isEmpty()) {
            return section.settle(
                    Verdict.VIOLATED,
                    operations + ": violated at " + found.size() + " of " + summary.parts() + " keys",
                    seconds);
        }
        if (!summary.givenUp().isEmpty()) {
            return section.settle(
                    Verdict.UNKNOWN,
                    operations + ": at " + summary.givenUp().size() + " of " + summary.parts()
                            + " keys there were too many ways in which it can have happened, first at "
                            + name(summary.givenUp().getFirst()),
                    seconds);
        }
        return section.settle(Verdict.HOLDS, operations + ", at " + summary.parts() + " keys", seconds);
    }

    private static String name(Optional<Value> key) {
        return key.map(Value::toString).orElse("the whole object");
    }
}
