package next700.model.trace;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import tlc2.overrides.TLAPlusOperator;
import tlc2.value.impl.BoolValue;
import tlc2.value.impl.IntValue;
import tlc2.value.impl.RecordValue;
import tlc2.value.impl.StringValue;
import tlc2.value.impl.TupleValue;
import tlc2.value.impl.Value;
import util.ToolIO;
import util.UniqueString;

/**
 * The operators by which the module {@code Traces} reads a recording; TLC calls them in its own JVM. A generated
 * module would do too, but TLA+'s parser takes longer over thousands of steps than TLC over checking them.
 */
public final class TraceOperators {
    /** The system property that names the file of the recording. */
    static final String FILE = "next700.trace";

    private static final String MODULE = "Traces";

    private static final UniqueString[] FIELDS = {
        UniqueString.uniqueStringOf("step"),
        UniqueString.uniqueStringOf("process"),
        UniqueString.uniqueStringOf("instance"),
        UniqueString.uniqueStringOf("request"),
        UniqueString.uniqueStringOf("hasInit"),
        UniqueString.uniqueStringOf("init"),
        UniqueString.uniqueStringOf("hasHistory"),
        UniqueString.uniqueStringOf("history"),
        UniqueString.uniqueStringOf("view"),
        UniqueString.uniqueStringOf("base"),
        UniqueString.uniqueStringOf("batches")
    };

    private static final UniqueString[] BATCH_FIELDS = {
        UniqueString.uniqueStringOf("number"), UniqueString.uniqueStringOf("batch")
    };

    /** Read at first use, so that the class can be loaded where there is no recording. */
    private static final class Held {
        private static final Recording RECORDING = load();

        private Held() {}

        private static Recording load() {
            try (DataInputStream in = new DataInputStream(
                    new BufferedInputStream(Files.newInputStream(Path.of(System.getProperty(FILE)))))) {
                return Recording.read(in);
            } catch (IOException e) {
                throw new UncheckedIOException("the recording cannot be read", e);
            }
        }
    }

    private TraceOperators() {}

    @TLAPlusOperator(identifier = "TraceCount", module = MODULE, warn = false)
    public static Value traceCount() {
        return IntValue.gen(Held.RECORDING.traces().size());
    }

    @TLAPlusOperator(identifier = "TraceLength", module = MODULE, warn = false)
    public static Value traceLength(IntValue trace) {
        return IntValue.gen(Held.RECORDING.traces().get(trace.val - 1).size());
    }

    @TLAPlusOperator(identifier = "TraceEvent", module = MODULE, warn = false)
    public static Value traceEvent(IntValue trace, IntValue cursor) {
        Recording.Event event = Held.RECORDING.traces().get(trace.val - 1).get(cursor.val - 1);
        Value[] values = {
            new StringValue(event.step()),
            IntValue.gen(event.process()),
            IntValue.gen(event.instance()),
            IntValue.gen(event.request()),
            isPresent(event.init()),
            history(event.init()),
            isPresent(event.history()),
            history(event.history()),
            IntValue.gen(event.placed().view()),
            IntValue.gen(event.placed().base()),
            batches(event.placed())
        };
        return new RecordValue(FIELDS.clone(), values, false);
    }

    @TLAPlusOperator(identifier = "TraceClientOf", module = MODULE, warn = false)
    public static Value traceClientOf(IntValue request) {
        return IntValue.gen(Held.RECORDING.requestClients().get(request.val - 1));
    }

    @TLAPlusOperator(identifier = "TraceTimeOf", module = MODULE, warn = false)
    public static Value traceTimeOf(IntValue request) {
        return IntValue.gen(Held.RECORDING.requestTimes().get(request.val - 1));
    }

    /** Prints a value on one line, however long. */
    @TLAPlusOperator(identifier = "TraceSay", module = MODULE, warn = false)
    public static Value traceSay(Value value) {
        ToolIO.out.println(value.toString());
        return BoolValue.ValTrue;
    }

    private static Value isPresent(int number) {
        return number == Recording.NONE ? BoolValue.ValFalse : BoolValue.ValTrue;
    }

    private static Value batches(Recording.Placed placed) {
        Value[] batches = new Value[placed.numbers().size()];
        for (int k = 0; k < batches.length; k++) {
            Value[] values = {
                IntValue.gen(placed.numbers().get(k)),
                IntValue.gen(placed.batches().get(k))
            };
            batches[k] = new RecordValue(BATCH_FIELDS.clone(), values, false);
        }
        return new TupleValue(batches);
    }

    private static Value history(int history) {
        Deque<Value> requests = new ArrayDeque<>();
        for (int h = history; h > 0; h = Held.RECORDING.parents().get(h - 1)) {
            requests.addFirst(IntValue.gen(Held.RECORDING.lasts().get(h - 1)));
        }
        return new TupleValue(requests.toArray(new Value[0]));
    }
}
