package next700.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import next700.process.Automaton;
import next700.process.Call;
import next700.process.Effect;
import next700.process.Effects;
import next700.process.Input;
import next700.process.Message;
import next700.process.Notice;
import next700.process.ProcessId;
import next700.process.ReplicaId;
import next700.process.Timer;
import next700.recording.StepRecorder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** In which order a host carries out what its process asks for. */
class HostTest {
    private static final ReplicaId R1 = new ReplicaId(1);
    private static final ReplicaId R2 = new ReplicaId(2);

    private final EventLoops loops = new EventLoops("test");
    private final List<String> done = new ArrayList<>();
    private IOException failure;

    private record Promise(int number) implements Call, Message, Notice {}

    private enum Alarm implements Timer {
        NOW
    }

    /** Stores what it is called with, and tells another; a timer that runs out it tells at once. */
    private static final class Promising implements Automaton {
        @Override
        public List<Effect> on(Input input) {
            Effects out = new Effects();
            switch (input) {
                case Input.Called called -> {
                    Promise promise = (Promise) called.call();
                    out.send(R2, new Promise(-promise.number()));
                    out.store("promise", promise);
                    out.send(R2, promise);
                    out.setTimer(Alarm.NOW, 0);
                    out.tell(promise);
                }
                case Input.Expired expired -> out.send(R2, new Promise(0));
                default -> {}
            }
            return out.toList();
        }
    }

    private final class Surroundings implements Host.Surroundings {
        @Override
        public void send(ProcessId to, Message message) {
            done.add("send " + ((Promise) message).number());
        }

        @Override
        public void tell(Notice notice) {
            done.add("tell " + ((Promise) notice).number());
        }

        @Override
        public void note(Effect change) {
            done.add("note " + ((Promise) ((Effect.Store) change).value()).number());
        }

        @Override
        public void commit() throws IOException {
            done.add("commit");
            if (failure != null) {
                throw failure;
            }
        }

        @Override
        public void fail(String what, Exception cause) {
            done.add("fail: " + cause.getMessage());
        }
    }

    @AfterEach
    void close() {
        loops.close();
    }

    /** Has the host take these calls in one turn of its loop, and waits until the loop has nothing more to do. */
    private void call(Host host, int... numbers) throws Exception {
        loops.call(() -> {
            for (int number : numbers) {
                host.feed(new Input.Called(new Promise(number)));
            }
            return null;
        });
        CountDownLatch idle = new CountDownLatch(1);
        EventLoops.later(loops.loop(), 20, idle::countDown);
        idle.await();
    }

    private Host host() {
        return new Host(R1, loops.loop(), new Promising(), new Surroundings(), StepRecorder.NOTHING, new Metrics());
    }

    @Test
    void nothingThatFollowsLeavesBeforeWhatWasStoredIsDurable() throws Exception {
        call(host(), 1);

        assertThat(done).containsExactly("send -1", "note 1", "commit", "send 1", "tell 1", "send 0");
    }

    /** The second call's first message follows what the first has stored. */
    @Test
    void whatArrivesTogetherIsMadeDurableTogether() throws Exception {
        call(host(), 1, 2);

        assertThat(done.subList(0, 9))
                .containsExactly(
                        "send -1", "note 1", "note 2", "commit", "send 1", "tell 1", "send -2", "send 2", "tell 2");
    }

    @Test
    void whereWhatWasStoredIsNotDurableNothingLeavesAnyMore() throws Exception {
        failure = new IOException("the disk is full");
        Host host = host();
        call(host, 1);
        call(host, 2);

        assertThat(done).containsExactly("send -1", "note 1", "commit", "fail: the disk is full");
    }
}
