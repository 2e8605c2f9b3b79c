package next700.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import next700.linearizability.Linearizability;
import next700.linearizability.Register;
import next700.linearizability.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A recorder for many threads. */
class HistoryRecorderTest {
    private static final int THREADS = 8;
    private static final int CALLS = 5_000;

    @TempDir
    private Path directory;

    private HistoryRecorder recorder() throws IOException {
        return HistoryRecorder.to(directory.resolve("history.jsonl"));
    }

    private static void inThreads(HistoryRecorder recorder, AtomicInteger register, boolean broken) throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            List<Future<?>> done = new ArrayList<>();
            for (int thread = 0; thread < THREADS; thread++) {
                int first = 1 + thread * CALLS;
                done.add(threads.submit(() -> {
                    int remembered = 0;
                    for (int i = 0; i < CALLS; i++) {
                        int value = first + i;
                        if (i % 2 == 0) {
                            recorder.record("write", value, () -> {
                                register.set(value);
                                return null;
                            });
                        } else {
                            int stale = remembered;
                            remembered = recorder.record("read", null, () -> broken ? stale : register.get());
                        }
                    }
                    return null;
                }));
            }
            for (Future<?> thread : done) {
                thread.get();
            }
        }
    }

    @Test
    void whatManyThreadsCallIsRecordedInAnOrderThatContradictsNothing() throws Exception {
        HistoryRecorder recorder = recorder();
        inThreads(recorder, new AtomicInteger(), false);

        History history = recorder.history();

        assertThat(history.size()).isEqualTo(THREADS * CALLS);
        assertThat(history.operations()).extracting(Operation::process).doesNotContainNull();
        assertThat(history.operations().stream()
                        .map(Operation::process)
                        .distinct()
                        .count())
                .isLessThanOrEqualTo(THREADS);
        assertThat(Linearizability.of(new Register(Value.of(0))).check(history)).isInstanceOf(Verdict.Holds.class);
    }

    @Test
    void aRegisterThatRemembersOldValuesIsCaught() throws Exception {
        HistoryRecorder recorder = recorder();
        inThreads(recorder, new AtomicInteger(), true);

        assertThat(Linearizability.of(new Register(Value.of(0))).check(recorder.history()))
                .isInstanceOf(Verdict.Violated.class);
    }

    @Test
    void aCallThatThrowsIsUnknownAndItsProcessIsNotUsedAgain() throws Exception {
        HistoryRecorder recorder = recorder();
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> recorder.record("write", 1, () -> {
                    throw new IOException("broken");
                }));
        recorder.record("read", null, () -> 1);
        recorder.invoke("write", 2).fail();
        recorder.invoke("named", "read", null);

        assertThat(recorder.history().operations())
                .extracting(operation -> operation.process() + " " + operation.describeCall())
                .containsExactly(
                        "0 write(1) never answered",
                        "1 read() = 1",
                        "1 write(2) failed",
                        "named read() never answered");
    }

    @Test
    void theHistoryCanBeHadBeforeTheRecorderIsClosedByWhoOpenedIt() throws Exception {
        try (HistoryRecorder recorder = recorder()) {
            recorder.record("read", null, () -> 1);
            assertThat(recorder.history().size()).isOne();
        }
    }

    @Test
    void aCallEndsOnceAndAClosedRecorderTakesNone() throws Exception {
        HistoryRecorder recorder = recorder();
        HistoryRecorder.Call call = recorder.invoke("read", null);
        call.ok(1);

        assertThatIllegalStateException().isThrownBy(call::unknown).withMessageContaining("has ended before");
        recorder.close();
        assertThatIllegalStateException()
                .isThrownBy(() -> recorder.invoke("read", null))
                .withMessageContaining("is closed");
    }
}
