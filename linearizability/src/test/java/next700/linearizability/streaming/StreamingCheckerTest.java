package next700.linearizability.streaming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import next700.history.History;
import next700.history.RecordedEvent;
import next700.history.Recordings;
import next700.history.Value;
import next700.linearizability.Bindings;
import next700.linearizability.CompareAndSetRegister;
import next700.linearizability.Counter;
import next700.linearizability.FifoQueue;
import next700.linearizability.KeyValue;
import next700.linearizability.Linearizability;
import next700.linearizability.Register;
import next700.linearizability.Specification;
import next700.linearizability.Stack;
import next700.linearizability.Verdict;
import next700.linearizability.streaming.SimulatedObject.Call;
import next700.linearizability.streaming.SimulatedObject.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StreamingCheckerTest {
    private static final int HISTORIES = Integer.getInteger("next700.histories", 300);

    private final List<Contradiction> found = new ArrayList<>();
    private int clock;
    private final StreamingChecker<Value> register = StreamingChecker.of(new Register(), found::add);

    private static RecordedEvent event(
            RecordedEvent.Type type, String process, String function, Value value, int time) {
        return new RecordedEvent(type, process, function, value, time, time + 1);
    }

    /** Tells a checker what happens, each event one tick and one line after the one before. */
    private final class Recorder {
        private final Consumer<RecordedEvent> checker;

        Recorder(Consumer<RecordedEvent> checker) {
            this.checker = checker;
        }

        Recorder invoke(String process, String function, Value argument) {
            return tell(RecordedEvent.Type.INVOKE, process, function, argument);
        }

        Recorder ok(String process, Value result) {
            return tell(RecordedEvent.Type.OK, process, "", result);
        }

        Recorder fail(String process, Value result) {
            return tell(RecordedEvent.Type.FAIL, process, "", result);
        }

        private Recorder tell(RecordedEvent.Type type, String process, String function, Value value) {
            checker.accept(event(type, process, function, value, clock++));
            return this;
        }
    }

    private Recorder recorded(Consumer<RecordedEvent> checker) {
        return new Recorder(checker);
    }

    @Test
    void tellsOfAStaleReadAtItsCompletionAndNotLater() {
        recorded(register).invoke("a", "write", Value.of(1)).ok("a", Value.of(1));
        recorded(register).invoke("b", "read", Value.NIL);
        assertThat(found).isEmpty();

        recorded(register).ok("b", Value.NIL);

        assertThat(found).singleElement().satisfies(contradiction -> {
            assertThat(contradiction.operation().function()).isEqualTo("read");
            assertThat(contradiction.states()).containsExactly("1");
            assertThat(contradiction.explain())
                    .contains("lines 3-4", "must have been 1", "no other operation was open");
        });
    }

    @Test
    void waitsForAnOperationWhoseEndDecidesWhatHappened() {
        recorded(register).invoke("a", "write", Value.of(1));
        recorded(register).invoke("b", "read", Value.NIL).ok("b", Value.of(1));
        assertThat(register.summary().waiting()).isEqualTo(3);
        assertThat(found).isEmpty();

        recorded(register).fail("a", Value.of(1));

        assertThat(found)
                .singleElement()
                .satisfies(contradiction ->
                        assertThat(contradiction.operation().function()).isEqualTo("read"));
    }

    @Test
    void looksAheadOfAnOperationThatNeverEnds() {
        recorded(register).invoke("hanging", "write", Value.of(1));
        recorded(register).invoke("b", "read", Value.NIL).ok("b", Value.of(2));
        assertThat(found).isEmpty();

        register.lookAhead();

        assertThat(found).hasSize(1);
    }

    @Test
    void looksAheadUnaskedWhenManyEventsWait() {
        recorded(register).invoke("hanging", "write", Value.of(1));
        recorded(register).invoke("b", "read", Value.NIL).ok("b", Value.of(2));
        for (int i = 0; i < 100 && found.isEmpty(); i++) {
            recorded(register).invoke("b", "read", Value.NIL).ok("b", Value.NIL);
        }

        assertThat(found).hasSize(1);
    }

    @Test
    void doesNotAccuseAheadWhatTheOpenOperationMayExplain() {
        recorded(register).invoke("hanging", "write", Value.of(1));
        recorded(register).invoke("b", "read", Value.NIL).ok("b", Value.of(1));
        register.lookAhead();

        assertThat(register.finish().contradictions()).isEmpty();
    }

    @Test
    void reportsEachKeyOnceAndGoesOnWithTheOthers() {
        StreamingChecker<?> store = StreamingChecker.of(new KeyValue(), found::add);
        for (String key : List.of("x", "y", "x")) {
            Value lie = Value.list(Value.of(key), Value.of("never put"));
            recorded(store)
                    .invoke("a", "get", Value.list(Value.of(key), Value.NIL))
                    .ok("a", lie);
        }

        assertThat(found)
                .extracting(Contradiction::key)
                .containsExactly(Optional.of(Value.of("x")), Optional.of(Value.of("y")));
        assertThat(store.finish().parts()).isEqualTo(2);
    }

    @Test
    void givesUpAKeyOfWhichThereAreTooManyWaysAndSaysSo() {
        StreamingChecker<?> queue =
                StreamingChecker.of(new FifoQueue(), found::add).withConfigurationLimit(50);
        for (int i = 0; i < 8; i++) {
            recorded(queue).invoke("p" + i, "enqueue", Value.of(i));
        }
        for (int i = 0; i < 8; i++) {
            recorded(queue).ok("p" + i, Value.of(i));
        }

        assertThat(queue.finish().givenUp()).hasSize(1);
        assertThat(found).isEmpty();
    }

    @Test
    void refusesEventsThatCannotFollowThoseBefore() {
        register.accept(event(RecordedEvent.Type.INVOKE, "a", "read", Value.NIL, 5));

        assertThatIllegalStateException()
                .isThrownBy(() -> register.accept(event(RecordedEvent.Type.INVOKE, "a", "read", Value.NIL, 6)));
        assertThatIllegalStateException()
                .isThrownBy(() -> register.accept(event(RecordedEvent.Type.OK, "b", "read", Value.NIL, 6)));
        assertThatIllegalStateException()
                .isThrownBy(() -> register.accept(event(RecordedEvent.Type.OK, "a", "read", Value.NIL, 4)));
    }

    @Test
    void nothingWaitsOnceEveryOperationHasEnded() {
        for (int i = 0; i < 20_000; i++) {
            recorded(register).invoke("a", "write", Value.of(i));
            recorded(register).invoke("b", "read", Value.NIL);
            recorded(register).ok("a", Value.of(i)).ok("b", Value.of(i));
        }

        assertThat(found).isEmpty();
        assertThat(register.summary().waiting()).isZero();
    }

    @Test
    void aRegisterWithThirtyClientsThatAllWriteIsNotTooMuch() {
        List<Call> calls = Stream.iterate(0, i -> i + 1)
                .limit(40)
                .map(i -> i % 2 == 0 ? new Call("write", Value.of(i)) : new Call("read", Value.NIL))
                .toList();
        List<Value> answers = Stream.concat(Stream.of(Value.NIL), calls.stream().map(Call::argument))
                .distinct()
                .toList();
        History history = new SimulatedObject<>(new Register(), calls, answers)
                .history(new Random(1), new Shape(30, 600, 0, false));

        history.replay(register);

        assertThat(register.finish().givenUp()).isEmpty();
        assertThat(found).isEmpty();
    }

    static List<SimulatedObject<?>> objects() {
        Value nil = Value.NIL;
        List<Value> numbers = List.of(Value.of(1), Value.of(2), Value.of(3));
        Call read = new Call("read", nil);
        List<Call> writes =
                numbers.stream().map(number -> new Call("write", number)).toList();
        List<Value> readable = List.of(Value.of(1), Value.of(2), Value.of(3), nil);
        return List.of(
                new SimulatedObject<>(
                        new Register(), List.of(writes.get(0), writes.get(1), writes.get(2), read, read), readable),
                new SimulatedObject<>(
                        new CompareAndSetRegister(Value.of(1)),
                        List.of(writes.get(0), read, cas(1, 2), cas(2, 3), cas(3, 1)),
                        readable),
                new SimulatedObject<>(
                        new KeyValue(),
                        List.of(
                                call("put", "x", "1"),
                                call("put", "y", "2"),
                                call("append", "x", "1"),
                                call("get", "x", ""),
                                call("get", "y", "")),
                        List.of(pair("x", ""), pair("x", "1"), pair("x", "11"), pair("y", ""), pair("y", "2"))),
                new SimulatedObject<>(
                        new Counter(),
                        List.of(new Call("add", Value.of(1)), new Call("add", Value.of(2)), read),
                        Stream.iterate(0, i -> i + 1).limit(40).map(Value::of).toList()),
                new SimulatedObject<>(
                        new FifoQueue(),
                        List.of(
                                new Call("enqueue", Value.of(1)),
                                new Call("enqueue", Value.of(2)),
                                new Call("dequeue", nil)),
                        readable),
                new SimulatedObject<>(
                        new Stack(),
                        List.of(new Call("push", Value.of(1)), new Call("push", Value.of(2)), new Call("pop", nil)),
                        readable));
    }

    private static Call cas(int from, int to) {
        return new Call("cas", Value.list(Value.of(from), Value.of(to)));
    }

    private static Call call(String function, String key, String value) {
        return new Call(function, pair(key, value));
    }

    private static Value pair(String key, String value) {
        return Value.list(Value.of(key), Value.of(value));
    }

    @ParameterizedTest
    @MethodSource("objects")
    <S> void agreesWithTheCheckerOfWholeHistories(SimulatedObject<S> object) {
        Random random = new Random(7);
        int violated = 0;
        for (int i = 0; i < HISTORIES; i++) {
            Shape shape = new Shape(
                    2 + random.nextInt(3), 4 + random.nextInt(14), random.nextInt(3) * 0.1, random.nextInt(2) == 0);
            History history = object.history(random, shape);
            boolean holds = Linearizability.of(object.specification()).check(history) instanceof Verdict.Holds;

            assertThat(streamed(object.specification(), history).isEmpty())
                    .as("history %d", i)
                    .isEqualTo(holds);
            violated += holds ? 0 : 1;
        }
        assertThat(violated).isGreaterThan(HISTORIES / 40);
    }

    private static <S> List<Contradiction> streamed(Specification<S> specification, History history) {
        StreamingChecker<S> checker = StreamingChecker.of(specification, contradiction -> {});
        history.replay(checker);
        return checker.finish().contradictions();
    }

    @Test
    void agreesUnpartitioned() {
        Random random = new Random(8);
        @SuppressWarnings("unchecked")
        SimulatedObject<Bindings<Value>> store =
                (SimulatedObject<Bindings<Value>>) objects().get(2);
        for (int i = 0; i < 100; i++) {
            History history = store.history(random, new Shape(3, 12, 0.1, true));
            StreamingChecker<?> whole = StreamingChecker.of(store.specification(), contradiction -> {})
                    .unpartitioned();
            history.replay(whole);

            assertThat(whole.finish().contradictions().isEmpty())
                    .isEqualTo(streamed(store.specification(), history).isEmpty());
        }
    }

    @Test
    void aWholeRecordingIsRepliedToAsTheFileWouldBe() {
        History history = Recordings.of("a invoke write 1", "a info write", "a invoke read", "a ok read 1");

        history.replay(register);

        assertThat(register.finish().operations()).isEqualTo(2);
        assertThat(found).isEmpty();
    }
}
