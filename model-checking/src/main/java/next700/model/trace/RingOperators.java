package next700.model.trace;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import tlc2.overrides.TLAPlusOperator;
import tlc2.value.impl.IntValue;
import tlc2.value.impl.RecordValue;
import tlc2.value.impl.StringValue;
import tlc2.value.impl.TupleValue;
import tlc2.value.impl.Value;
import util.UniqueString;

/** The operators by which the module {@code LCRTrace} reads a recording, as {@link TraceOperators} for Quorum's. */
public final class RingOperators {
    private static final String MODULE = "LCRTrace";

    private static final UniqueString[] STEP = names("step", "process", "view", "from", "number", "clock", "peer");
    private static final UniqueString[] VIEW = names("ring", "parties");

    /** Read at first use, so that the class can be loaded where there is no recording. */
    private static final class Held {
        private static final List<RingTrace> TRACES = load();

        private Held() {}

        private static List<RingTrace> load() {
            try (DataInputStream in = new DataInputStream(
                    new BufferedInputStream(Files.newInputStream(Path.of(System.getProperty(TraceOperators.FILE)))))) {
                return RingRecording.read(in).traces();
            } catch (IOException e) {
                throw new UncheckedIOException("the recording cannot be read", e);
            }
        }
    }

    private RingOperators() {}

    @TLAPlusOperator(identifier = "RingCount", module = MODULE, warn = false)
    public static Value ringCount() {
        return IntValue.gen(Held.TRACES.size());
    }

    @TLAPlusOperator(identifier = "RingLength", module = MODULE, warn = false)
    public static Value ringLength(IntValue trace) {
        return IntValue.gen(Held.TRACES.get(trace.val - 1).steps().size());
    }

    @TLAPlusOperator(identifier = "RingViews", module = MODULE, warn = false)
    public static Value ringViews(IntValue trace) {
        return new TupleValue(Held.TRACES.get(trace.val - 1).views().stream()
                .map(view ->
                        new RecordValue(VIEW.clone(), new Value[] {tuple(view.ring()), tuple(view.parties())}, false))
                .toArray(Value[]::new));
    }

    @TLAPlusOperator(identifier = "RingEvent", module = MODULE, warn = false)
    public static Value ringEvent(IntValue trace, IntValue cursor) {
        RingStep step = Held.TRACES.get(trace.val - 1).steps().get(cursor.val - 1);
        Value[] values = {
            new StringValue(step.step()),
            IntValue.gen(step.process()),
            IntValue.gen(step.view()),
            IntValue.gen(step.from()),
            IntValue.gen(step.number()),
            tuple(step.clock()),
            IntValue.gen(step.peer())
        };
        return new RecordValue(STEP.clone(), values, false);
    }

    @TLAPlusOperator(identifier = "RingSay", module = MODULE, warn = false)
    public static Value ringSay(Value value) {
        return TraceOperators.traceSay(value);
    }

    private static Value tuple(List<Integer> numbers) {
        return new TupleValue(numbers.stream().map(IntValue::gen).toArray(Value[]::new));
    }

    private static UniqueString[] names(String... names) {
        return java.util.Arrays.stream(names).map(UniqueString::uniqueStringOf).toArray(UniqueString[]::new);
    }
}
