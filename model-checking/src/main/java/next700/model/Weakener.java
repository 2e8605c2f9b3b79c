package next700.model;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import next700.model.Settings.Section;
import tla2sany.drivers.FrontEndException;
import tla2sany.drivers.SANY;
import tla2sany.modanalyzer.SpecObj;
import tla2sany.semantic.ExprNode;
import tla2sany.semantic.NumeralNode;
import tla2sany.semantic.OpApplNode;
import tla2sany.semantic.OpArgNode;
import tla2sany.semantic.OpDefNode;
import tla2sany.semantic.SemanticNode;
import tla2sany.st.Location;
import util.SimpleFilenameToStream;
import util.ToolIO;

/**
 * Finds every place of a specification that can be weakened by machine, on TLA+'s own syntax tree:
 *
 * <ul>
 *   <li>a conjunct, or the whole of a guard, becomes {@code TRUE}; only what speaks of one state, not what a step does;
 *   <li>a number becomes one more and one less;
 *   <li>{@code \A} becomes {@code \E}, and {@code \E} becomes {@code \A};
 *   <li>{@code <} and {@code <=}, {@code >} and {@code >=} change places;
 *   <li>of a union one part is missing, and of a difference what is taken away.
 * </ul>
 *
 * Only definitions count on which the behaviours of a model lean: not what is claimed of them.
 */
final class Weakener {
    /** What is true or false. */
    private static final Set<String> BOOLEAN = Set.of(
            "=",
            "/=",
            "\\in",
            "\\notin",
            "\\subseteq",
            "<",
            ">",
            "\\leq",
            "\\geq",
            "\\land",
            "$ConjList",
            "\\lor",
            "$DisjList",
            "\\implies",
            "\\equiv",
            "\\lnot",
            "$BoundedExists",
            "$BoundedForall");

    /** What stands for a comparison with its edge moved. */
    private static final Map<String, String> EDGES = Map.of("<=", "<", ">=", ">", "<", "<=", ">", ">=");

    /** Formulas of actions and behaviours have higher levels. */
    private static final int OF_ONE_STATE = 1;

    private static final int LONG = 60;

    private final Specifications specifications;
    private final Map<String, String> paths = new TreeMap<>();
    private final Map<String, String> texts = new TreeMap<>();
    private final Map<String, Weakening> found = new LinkedHashMap<>();
    private final Set<OpDefNode> seen = new LinkedHashSet<>();

    private Weakener(Specifications specifications, List<String> folders) {
        this.specifications = specifications;
        for (String folder : folders) {
            for (String module : specifications.modulesIn(folder)) {
                paths.putIfAbsent(module, folder.isEmpty() ? module + ".tla" : folder + "/" + module + ".tla");
            }
        }
        paths.forEach((module, path) -> {
            try {
                texts.put(module, specifications.text(path));
            } catch (NoSuchFileException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /**
     * The places on which the behaviours of a model lean, in those modules.
     *
     * @param modules which modules count
     */
    static synchronized List<Weakening> of(Model model, Specifications specifications, Set<String> modules) {
        Weakener weakener = new Weakener(specifications, model.folders());
        weakener.explore(model);
        return weakener.found.values().stream()
                .filter(weakening -> modules.contains(weakening.module()))
                .toList();
    }

    private void explore(Model model) {
        Map<String, OpDefNode> definitions = parse(model);
        Set<String> roots = new LinkedHashSet<>(model.settings().of(Section.SPECIFICATION));
        roots.addAll(model.settings().of(Section.INIT));
        roots.addAll(model.settings().of(Section.NEXT));
        roots.stream().filter(definitions::containsKey).forEach(name -> visit(definitions.get(name)));
    }

    private Map<String, OpDefNode> parse(Model model) {
        Sany.prepare();
        PrintStream before = ToolIO.out;
        try (TemporaryDirectory temporary = TemporaryDirectory.create("next700-sany-")) {
            Path directory = temporary.path();
            ByteArrayOutputStream said = new ByteArrayOutputStream();
            specifications.modulesOf(model.folders()).writeModulesTo(directory);
            ToolIO.out = new PrintStream(said, true, StandardCharsets.UTF_8);
            String file = directory.resolve(model.module() + ".tla").toString();
            SpecObj parsed = new SpecObj(file, new SimpleFilenameToStream(directory.toString()));
            SANY.frontEndMain(parsed, file, ToolIO.out);
            if (parsed.getRootModule() == null) {
                throw new IllegalStateException(
                        model.module() + " cannot be parsed: " + said.toString(StandardCharsets.UTF_8));
            }
            Map<String, OpDefNode> definitions = new TreeMap<>();
            for (OpDefNode definition : parsed.getRootModule().getOpDefs()) {
                definitions.put(definition.getName().toString(), definition);
            }
            return definitions;
        } catch (FrontEndException e) {
            throw new IllegalStateException(model.module() + " cannot be parsed", e);
        } catch (IOException e) {
            throw new UncheckedIOException("a specification cannot be written for its parser", e);
        } finally {
            ToolIO.out = before;
        }
    }

    // ---------------------------------------------------------------------- the tree

    private void visit(OpDefNode definition) {
        if (definition.getBody() == null
                || !seen.add(definition)
                || !texts.containsKey(definition.getLocation().source())) {
            return;
        }
        weaken(definition, definition.getBody());
        if (isGuard(definition.getBody())) {
            replace(definition, definition.getBody(), "TRUE");
        }
    }

    private void weaken(OpDefNode within, SemanticNode node) {
        switch (node) {
            case NumeralNode number -> {
                replace(within, node, Integer.toString(number.val() + 1));
                if (number.val() > 0) {
                    replace(within, node, Integer.toString(number.val() - 1));
                }
            }
            case OpApplNode application -> weakenApplication(within, application);
            case OpArgNode argument -> {
                if (argument.getOp() instanceof OpDefNode definition) {
                    visit(definition);
                }
            }
            default -> {}
        }
        SemanticNode[] children = node.getChildren();
        if (children != null) {
            for (SemanticNode child : children) {
                if (child != null && !(child instanceof OpDefNode)) {
                    weaken(within, child);
                } else if (child instanceof OpDefNode local && local.getBody() != null) {
                    weaken(within, local.getBody());
                }
            }
        }
    }

    private void weakenApplication(OpDefNode within, OpApplNode node) {
        if (node.getOperator() instanceof OpDefNode definition) {
            visit(definition);
        }
        String operator = node.getOperator().getName().toString();
        switch (operator) {
            case "$ConjList", "\\land" -> {
                for (SemanticNode conjunct : node.getArgs()) {
                    if (isGuard(conjunct)) {
                        replace(within, conjunct, "TRUE");
                    }
                }
            }
            case "$BoundedExists" -> swap(within, node, "\\E", "\\A");
            case "$BoundedForall" -> swap(within, node, "\\A", "\\E");
            case "<", ">", "\\leq", "\\geq" -> moveEdge(within, node);
            case "\\cup", "\\union", "\\" -> {
                replace(within, node, source(node.getArgs()[0]));
                if (!operator.equals("\\")) {
                    replace(within, node, source(node.getArgs()[1]));
                }
            }
            default -> {}
        }
    }

    private boolean isGuard(SemanticNode node) {
        return node instanceof ExprNode expression && expression.getLevel() <= OF_ONE_STATE && isBoolean(expression);
    }

    private static boolean isBoolean(ExprNode expression) {
        if (!(expression instanceof OpApplNode application)) {
            return false;
        }
        String operator = application.getOperator().getName().toString();
        if (BOOLEAN.contains(operator)) {
            return true;
        }
        if (operator.equals("$IfThenElse")) {
            return application.getArgs()[1] instanceof ExprNode result && isBoolean(result);
        }
        return application.getOperator() instanceof OpDefNode definition
                && definition.getBody() != null
                && isBoolean(definition.getBody());
    }

    // ---------------------------------------------------------------------- the text

    /** A quantifier stands at the beginning of its formula. */
    private void swap(OpDefNode within, OpApplNode node, String quantifier, String other) {
        String text = source(node);
        if (text.startsWith(quantifier)) {
            replace(within, node, other + text.substring(quantifier.length()));
        }
    }

    private void moveEdge(OpDefNode within, OpApplNode node) {
        Location left = node.getArgs()[0].getLocation();
        Location right = node.getArgs()[1].getLocation();
        String text = texts.get(node.getLocation().source());
        int from = offset(text, left.endLine(), left.endColumn()) + 1;
        int to = offset(text, right.beginLine(), right.beginColumn());
        if (from > to) {
            return;
        }
        String sign = text.substring(from, to).strip();
        if (EDGES.containsKey(sign)) {
            replace(within, node, source(node.getArgs()[0]) + " " + EDGES.get(sign) + " " + source(node.getArgs()[1]));
        }
    }

    private String source(SemanticNode node) {
        Location place = node.getLocation();
        String text = texts.get(place.source());
        return text == null
                ? ""
                : text.substring(
                        offset(text, place.beginLine(), place.beginColumn()),
                        offset(text, place.endLine(), place.endColumn()) + 1);
    }

    private void replace(OpDefNode within, SemanticNode node, String replacement) {
        Location place = node.getLocation();
        String text = texts.get(place.source());
        if (text == null || !place.source().equals(within.getLocation().source())) {
            return;
        }
        int from = offset(text, place.beginLine(), place.beginColumn());
        int to = offset(text, place.endLine(), place.endColumn()) + 1;
        String original = text.substring(from, to);
        // Lists of conjuncts are told by their columns: what follows must not move.
        String padded = replacement + " ".repeat(Math.max(0, original.length() - replacement.length()));
        Weakening weakening = new Weakening(
                paths.get(place.source()),
                place.source(),
                within.getName().toString(),
                place.beginLine(),
                inOneLine(original),
                inOneLine(replacement),
                text.substring(0, from) + (original.contains("\n") ? replacement : padded) + text.substring(to));
        found.putIfAbsent(weakening.module() + ":" + from + ":" + to + ":" + replacement, weakening);
    }

    private static String inOneLine(String text) {
        String line =
                text.replaceAll("\\(\\*.*?\\*\\)", " ").replaceAll("\\s+", " ").strip();
        return line.length() <= LONG ? line : line.substring(0, LONG) + "...";
    }

    private static int offset(String text, int line, int column) {
        int at = 0;
        for (int k = 1; k < line; k++) {
            at = text.indexOf('\n', at) + 1;
        }
        return at + column - 1;
    }
}
