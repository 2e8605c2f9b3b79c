package next700.transactions;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import next700.history.History;
import next700.history.HistoryReader;
import next700.history.HistoryWriter;
import next700.history.RecordedEvent;
import next700.history.Value;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TransactionFollowerTest {
    private static List<RecordedEvent> events(History history) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (HistoryWriter writer = new HistoryWriter(bytes)) {
            writer.write(history);
        }
        List<RecordedEvent> events = new ArrayList<>();
        new HistoryReader().read("random", new ByteArrayInputStream(bytes.toByteArray()), events::add);
        return events;
    }

    private static TransactionFollower follower(ConsistencyModel model) {
        return new TransactionFollower("random", TransactionChecker.of(model), Interpretation.USUAL, found -> {});
    }

    /** Whether somebody read what was written, perhaps again, only by a transaction that was invoked afterwards. */
    private static boolean readsTheFuture(Transactions history) {
        for (int reader = 0; reader < history.size(); reader++) {
            for (int writer = reader + 1; writer < history.size(); writer++) {
                if (history.precedes(reader, writer)
                        && sees(history.transaction(reader), history.transaction(writer))) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean sees(Transaction reader, Transaction writer) {
        return reader.operations().stream()
                .anyMatch(read -> writer.operations().stream()
                        .anyMatch(write -> !(write instanceof MicroOperation.Read)
                                && write.key().equals(read.key())
                                && read instanceof MicroOperation.Read found
                                && found.result()
                                        .filter(result -> contains(result, value(write)))
                                        .isPresent()));
    }

    private static Value value(MicroOperation write) {
        return ((Value.Sequence) write.asValue()).elements().getLast();
    }

    private static boolean contains(Value result, Value value) {
        return result.equals(value)
                || (result instanceof Value.Sequence list && list.elements().contains(value));
    }

    /** Histories in which somebody reads what is only invoked later, as no recorder writes, are passed over. */
    @ParameterizedTest
    @EnumSource(
            names = {
                "STRICT_SERIALIZABLE",
                "SERIALIZABLE",
                "STRONG_SESSION_SNAPSHOT_ISOLATION",
                "PREFIX_CONSISTENCY",
                "CAUSAL_CONSISTENCY",
                "READ_ATOMIC",
                "READ_COMMITTED"
            })
    void whatABeginningViolatesAllOfItViolatesAndNothingIsMissed(ConsistencyModel model) throws IOException {
        int violated = 0;
        int early = 0;
        for (int seed = 0; seed < 300; seed++) {
            History history = new RandomTransactions(seed, seed % 2 == 0, 20, seed % 3 == 0).next(6);
            if (readsTheFuture(Transactions.of(history))) {
                continue;
            }
            TransactionVerdict whole = TransactionChecker.of(model).check(history);
            TransactionFollower follower = follower(model);
            List<RecordedEvent> events = events(history);
            int told = 0;
            for (RecordedEvent event : events) {
                follower.accept(event);
                follower.check();
                told += follower.violated().isPresent() ? 1 : 0;
            }
            assertThat(follower.violated().isPresent())
                    .as("seed %d: %s", seed, whole.explain())
                    .isEqualTo(whole instanceof TransactionVerdict.Violated);
            assertThat(TransactionChecker.of(model)
                            .check(follower.finish())
                            .findings()
                            .refuted())
                    .isEqualTo(whole.findings().refuted());
            violated += told > 0 ? 1 : 0;
            early += told > 1 ? 1 : 0;
        }
        assertThat(violated).isGreaterThan(20);
        assertThat(early).isPositive();
    }

    @Test
    void aViolationIsKnownWithItsLastEntryAndNotBefore() throws IOException {
        List<RecordedEvent> events = events(stale());
        TransactionFollower follower = follower(ConsistencyModel.STRONG_SESSION_SERIALIZABLE);

        for (RecordedEvent event : events) {
            assertThat(follower.violated()).isEmpty();
            follower.accept(event);
            follower.check();
        }

        assertThat(follower.violated()).isPresent();
    }

    @Test
    void withoutAPauseAHistoryIsCheckedWhenItHasGrownALot() throws IOException {
        List<RecordedEvent> events = new ArrayList<>(events(stale()));
        TransactionFollower follower = follower(ConsistencyModel.STRONG_SESSION_SERIALIZABLE);
        events.forEach(follower);
        for (int i = 0; i < 2000; i++) {
            events(reading()).forEach(follower);
        }

        assertThat(follower.violated()).isPresent();
    }

    /** A process does not find what it wrote. */
    private static History stale() {
        History.Builder history = History.builder("stale");
        run(history, Value.list(Value.of("w"), Value.of("x"), Value.of(1)));
        run(history, Value.list(Value.of("r"), Value.of("x"), Value.NIL));
        return history.build();
    }

    private static History reading() {
        History.Builder history = History.builder("reading");
        run(history, Value.list(Value.of("r"), Value.of("y"), Value.NIL));
        return history.build();
    }

    private static void run(History.Builder history, Value step) {
        history.invoke("0", "txn", Value.list(step), 0);
        history.ok("0", Value.list(step), 0);
    }
}
