package next700.model.trace;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import tla2sany.semantic.ExprOrOpArgNode;
import tla2sany.semantic.LetInNode;
import tla2sany.semantic.LevelConstants;
import tla2sany.semantic.OpApplNode;
import tla2sany.semantic.OpDefNode;
import tla2sany.semantic.SemanticNode;
import tla2sany.st.Location;
import tlc2.tool.BuiltInOPs;
import tlc2.tool.IContextEnumerator;
import tlc2.tool.TLCState;
import tlc2.tool.ToolGlobals;
import tlc2.tool.impl.Tool;
import tlc2.util.Context;
import tlc2.value.IValue;
import tlc2.value.impl.BoolValue;
import tlc2.value.impl.LazyValue;

/**
 * Why an action cannot be taken: the first of its conditions on the state that is not true, as its author wrote it. Runs in TLC's
 * JVM, on the tree that TLC evaluates.
 */
final class FalseCondition {
    /** What stands behind an operator's name behind as many others is told by its place alone. */
    private static final int DEEPEST = 40;

    private static final int LONGEST = 160;

    private static final String MODULE = ".tla";

    private final Tool tool;
    private final TLCState state;

    FalseCondition(Tool tool, TLCState state) {
        this.tool = tool;
        this.state = state;
    }

    /** Says which it is; where all are true, that the outcome must be another. */
    String of(SemanticNode action, Context context) {
        return in(action, context, 0)
                .orElse("its conditions are true, but what the step says of the outcome is not what the action does");
    }

    private Optional<String> in(SemanticNode node, Context context, int depth) {
        if (node instanceof LetInNode let) {
            return in(let.getBody(), context, depth + 1);
        }
        if (!(node instanceof OpApplNode applied) || depth > DEEPEST) {
            return Optional.empty();
        }
        ExprOrOpArgNode[] arguments = applied.getArgs();
        return switch (BuiltInOPs.getOpCode(applied.getOperator().getName())) {
            case 0 -> inDefinition(applied, context, depth);
            case ToolGlobals.OPCODE_cl, ToolGlobals.OPCODE_land -> {
                for (ExprOrOpArgNode conjunct : arguments) {
                    Optional<String> found = in(conjunct, context, depth + 1);
                    if (found.isPresent()) {
                        yield found;
                    }
                }
                yield Optional.empty();
            }
            case ToolGlobals.OPCODE_ite ->
                isTrue(arguments[0], context).flatMap(holds -> in(arguments[holds ? 1 : 2], context, depth + 1));
            case ToolGlobals.OPCODE_case -> inCase(arguments, context, depth);
            case ToolGlobals.OPCODE_be -> inEach(applied, context, depth);
            default -> isTrue(applied, context).filter(holds -> !holds).map(no -> told(applied));
        };
    }

    private Optional<String> inDefinition(OpApplNode applied, Context context, int depth) {
        Object meant = tool.lookup(applied.getOperator(), context, state, false);
        if (meant instanceof LazyValue lazy && lazy.expr != null) {
            return in(lazy.expr, lazy.con, depth + 1);
        }
        // A condition with a name of its own is best known by its name.
        if (!(meant instanceof OpDefNode definition) || definition.getBody().getLevel() < LevelConstants.ActionLevel) {
            return isTrue(applied, context).filter(holds -> !holds).map(no -> told(applied));
        }
        return in(definition.getBody(), tool.getOpContext(definition, applied.getArgs(), context, false), depth + 1);
    }

    private Optional<String> inCase(ExprOrOpArgNode[] arguments, Context context, int depth) {
        for (ExprOrOpArgNode argument : arguments) {
            OpApplNode pair = (OpApplNode) argument;
            ExprOrOpArgNode[] sides = pair.getArgs();
            if (sides[0] == null || isTrue(sides[0], context).orElse(false)) {
                return in(sides[1], context, depth + 1);
            }
        }
        return Optional.empty();
    }

    /** Of several things that might have happened, the reason is that of the only one, or that there is none. */
    private Optional<String> inEach(OpApplNode exists, Context context, int depth) {
        Optional<String> found = Optional.empty();
        IContextEnumerator each = tool.contexts(exists, context, state, TLCState.Empty, 0);
        int count = 0;
        for (Context next = each.nextElement(); next != null; next = each.nextElement()) {
            count++;
            found = in(exists.getArgs()[0], next, depth + 1);
            if (found.isEmpty()) {
                return Optional.empty();
            }
        }
        return count == 1 ? found : Optional.of(told(exists));
    }

    /** Whether a condition on the state is true; nothing for what speaks of the next state, too. */
    private Optional<Boolean> isTrue(SemanticNode condition, Context context) {
        try {
            IValue value = tool.eval(condition, context, state);
            return value instanceof BoolValue truth ? Optional.of(truth.val) : Optional.empty();
        } catch (RuntimeException e) {
            return Optional.empty();
        }
    }

    private static String told(SemanticNode condition) {
        Location at = condition.getLocation();
        String text = source(at).replaceAll("\\s+", " ").strip();
        return "it is not so that "
                + (text.length() <= LONGEST ? text : text.substring(0, LONGEST) + " ...")
                + " (line " + at.beginLine() + " of " + at.source() + MODULE + ")";
    }

    /** As its author wrote it: the modules are where TLC was started. */
    private static String source(Location at) {
        try {
            List<String> lines =
                    Files.readAllLines(Path.of(at.source() + MODULE)).subList(at.beginLine() - 1, at.endLine());
            StringBuilder text = new StringBuilder();
            for (int k = 0; k < lines.size(); k++) {
                String line = k == lines.size() - 1 ? lines.get(k).substring(0, at.endColumn()) : lines.get(k);
                text.append(k == 0 ? line.substring(at.beginColumn() - 1) : line)
                        .append('\n');
            }
            return text.toString();
        } catch (IOException e) {
            throw new UncheckedIOException("a module has gone", e);
        }
    }
}
