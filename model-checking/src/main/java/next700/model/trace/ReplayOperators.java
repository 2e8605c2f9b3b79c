package next700.model.trace;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import next700.model.TlaValue;
import tla2sany.semantic.ExprOrOpArgNode;
import tla2sany.semantic.OpDeclNode;
import tlc2.overrides.Evaluation;
import tlc2.overrides.TLAPlusOperator;
import tlc2.tool.TLCState;
import tlc2.tool.coverage.CostModel;
import tlc2.tool.impl.Tool;
import tlc2.util.Context;
import tlc2.value.IValue;
import tlc2.value.impl.BoolValue;
import tlc2.value.impl.FcnRcdValue;
import tlc2.value.impl.IntValue;
import tlc2.value.impl.RecordValue;
import tlc2.value.impl.SetEnumValue;
import tlc2.value.impl.StringValue;
import tlc2.value.impl.TupleValue;
import tlc2.value.impl.Value;
import util.ToolIO;
import util.UniqueString;

/** The operators by which the module {@code Replay} reads runs and tells what became of them; TLC calls them in its own JVM. */
public final class ReplayOperators {
    private static final String MODULE = "Replay";

    /** A line of the recording that begins a run. */
    static final String RUN = "run";

    /** The variable in which TLC follows; the others are the specification's. */
    private static final String PLACE = "replay";

    /** Read at first use, so that the class can be loaded where there is no recording. */
    private static final class Held {
        private static final List<List<Value>> RUNS = load();

        private Held() {}

        private static List<List<Value>> load() {
            List<List<Value>> runs = new ArrayList<>();
            try {
                for (String line : Files.readAllLines(Path.of(System.getProperty(TraceOperators.FILE)))) {
                    if (line.equals(RUN)) {
                        runs.add(new ArrayList<>());
                    } else {
                        runs.getLast().add(value(TlaValue.parse(line)));
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException("the recording cannot be read", e);
            }
            return runs;
        }
    }

    private ReplayOperators() {}

    @TLAPlusOperator(identifier = "ReplayRuns", module = MODULE, warn = false)
    public static Value replayRuns() {
        return IntValue.gen(Held.RUNS.size());
    }

    @TLAPlusOperator(identifier = "ReplayLength", module = MODULE, warn = false)
    public static Value replayLength(IntValue run) {
        return IntValue.gen(Held.RUNS.get(run.val - 1).size());
    }

    @TLAPlusOperator(identifier = "ReplayStep", module = MODULE, warn = false)
    public static Value replayStep(IntValue run, IntValue at) {
        return Held.RUNS.get(run.val - 1).get(at.val - 1);
    }

    @TLAPlusOperator(identifier = "ReplayAccepts", module = MODULE, warn = false)
    public static Value replayAccepts(IntValue run) {
        ToolIO.out.println("<<\"accepted\", " + run.val + ">>");
        return BoolValue.ValTrue;
    }

    /** Tells the state in which the step was refused, too: every variable of the specification by its name. */
    @Evaluation(definition = "ReplayRefuses", module = MODULE, warn = false)
    @SuppressWarnings("PMD.UnusedFormalParameter")
    public static Value replayRefuses(
            Tool tool,
            ExprOrOpArgNode[] arguments,
            Context context,
            TLCState before,
            TLCState after,
            int control,
            CostModel costs) {
        IValue run = tool.eval(arguments[0], context, before, after, control, costs);
        IValue at = tool.eval(arguments[1], context, before, after, control, costs);
        StringBuilder state = new StringBuilder();
        for (OpDeclNode variable : before.getVars()) {
            String name = variable.getName().toString();
            if (!name.equals(PLACE)) {
                state.append(state.isEmpty() ? "[" : ", ")
                        .append(name)
                        .append(" |-> ")
                        .append(readable(before.lookup(name)));
            }
        }
        String why = new FalseCondition(tool, before).of(arguments[2], context);
        ToolIO.out.println("<<\"rejected\", " + run + ", " + at + ", \"" + unquotable(why) + "\", " + state + "]>>");
        return BoolValue.ValTrue;
    }

    /** On one line; a value of a kind that is not read here, such as a set of functions that is not spelled out, as a text. */
    private static String readable(IValue value) {
        String text = value.toString().replace('\n', ' ');
        try {
            TlaValue.parse(text);
            return text;
        } catch (IllegalArgumentException e) {
            return '"' + unquotable(text) + '"';
        }
    }

    private static String unquotable(String text) {
        return text.replace("\\", "\\\\").replace('"', '\'');
    }

    private static Value value(TlaValue read) {
        return switch (read) {
            case TlaValue.Atom atom -> atom(atom.text());
            case TlaValue.Tuple tuple -> new TupleValue(values(tuple.elements()));
            case TlaValue.Members set -> new SetEnumValue(values(set.elements()), false);
            case TlaValue.Fields fields ->
                new RecordValue(
                        fields.fields().keySet().stream()
                                .map(UniqueString::uniqueStringOf)
                                .toArray(UniqueString[]::new),
                        values(fields.fields().values()),
                        false);
            case TlaValue.Function function ->
                new FcnRcdValue(
                        values(function.pairs().keySet()),
                        values(function.pairs().values()),
                        false);
        };
    }

    private static Value[] values(Iterable<TlaValue> read) {
        List<Value> values = new ArrayList<>();
        read.forEach(each -> values.add(value(each)));
        return values.toArray(new Value[0]);
    }

    private static Value atom(String text) {
        if (text.startsWith("\"")) {
            return new StringValue(TlaText.unquoted(text));
        }
        return switch (text) {
            case "TRUE" -> BoolValue.ValTrue;
            case "FALSE" -> BoolValue.ValFalse;
            default -> IntValue.gen(Integer.parseInt(text));
        };
    }
}
