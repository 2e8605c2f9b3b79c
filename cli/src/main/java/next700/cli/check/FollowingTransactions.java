package next700.cli.check;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import next700.evidence.history.TransactionsCheck;
import next700.history.HistoryReader;
import next700.report.Progress;
import next700.report.Section;
import next700.transactions.ConsistencyModel;
import next700.transactions.Interpretation;
import next700.transactions.TransactionChecker;
import next700.transactions.TransactionFollower;

/**
 * A history of transactions that is still being recorded, against a model: the first violation is told when it is found,
 * and all of them at the end.
 *
 * @param deadline of each check
 */
record FollowingTransactions(ConsistencyModel model, Duration deadline, HistoryReader reader, Interpretation meaning) {
    private static final int LINES_BETWEEN_TELLING = 1 << 10;

    /**
     * Follows a recording to its end.
     *
     * @param out where a violation is told
     */
    Section follow(Path file, GrowingFile recording, PrintWriter out, Progress progress) {
        TransactionFollower follower = new TransactionFollower(
                file.toString(), TransactionChecker.of(model).withDeadline(deadline), meaning, found -> {
                    out.println("violated  " + found.explain());
                    out.flush();
                });
        recording.whileWaiting(follower::pause);
        progress.begin("following " + file);
        try {
            reader.read(file.toString(), recording, event -> {
                follower.accept(event);
                if (event.line() % LINES_BETWEEN_TELLING == 0) {
                    progress.at(follower.size() + " transactions");
                }
            });
        } catch (UncheckedIOException e) {
            throw Recordings.unreadable(file, new IOException(e.getMessage(), e));
        }
        progress.end(follower.size() + " transactions");
        return new TransactionsCheck(model, deadline).check(follower.finish());
    }
}
