package next700.induction;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tla2sany.semantic.AssumeNode;
import tla2sany.semantic.ExprOrOpArgNode;
import tla2sany.semantic.ModuleNode;
import tla2sany.semantic.OpApplNode;
import tla2sany.semantic.OpDeclNode;
import tla2sany.semantic.OpDefNode;
import tla2sany.semantic.SemanticNode;
import tla2sany.semantic.SymbolNode;
import tla2sany.semantic.TheoremNode;

/**
 * Reads an abstract module: its constants are sets whose elements have no structure, and relations between these; its
 * variables are relations and functions, typed by {@code TypeOK}; {@code Init} and {@code Next} say how it goes on; {@code
 * Lemmas} lists the formulas that are to be inductive together, and {@code THEOREM Spec => []P} what is to follow.
 */
final class ModuleReader {
    /** The definition that says what kind of thing each variable is. */
    static final String TYPES = "TypeOK";

    private final ModuleNode module;
    private final SourceText source;
    private final SortReader sorts;

    private ModuleReader(ModuleNode module, SourceText source) {
        this.module = module;
        this.source = source;
        this.sorts = new SortReader(module);
    }

    /**
     * Reads a module.
     *
     * @param modules the texts of all modules that it may extend, and its own, by name
     * @throws OutsideLanguageException if it does not parse, or says something that has no place in first-order logic
     */
    static AbstractModule read(String name, Map<String, byte[]> modules) {
        return new ModuleReader(Parser.parse(name, modules), new SourceText(modules)).read();
    }

    static boolean isVariable(SymbolNode symbol) {
        return symbol instanceof OpDeclNode && symbol.getKind() == tla2sany.semantic.ASTConstants.VariableDeclKind;
    }

    static boolean isConstant(SymbolNode symbol) {
        return symbol instanceof OpDeclNode && symbol.getKind() == tla2sany.semantic.ASTConstants.ConstantDeclKind;
    }

    private AbstractModule read() {
        Map<String, Value> globals = new LinkedHashMap<>();
        sorts.sorts().forEach((name, sort) -> globals.put(name, SortReader.whole(sort)));
        Map<String, Shape> constants = new LinkedHashMap<>();
        Evaluator ofSorts = new Evaluator(globals);
        sorts.types().forEach((name, type) -> {
            Shape shape = type.isSubset()
                    ? shapeOf(new Value.Power(ofSorts.set(type.set(), Scope.ofState())), type.set())
                    : shapeOf(ofSorts.value(type.set(), Scope.ofState()), type.set());
            constants.put(name, shape);
            globals.put(name, shape.value(shape.symbol(name, Symbol.Moment.ALWAYS)));
        });
        Map<String, Shape> variables = variables(new Evaluator(globals));
        variables.forEach((name, shape) -> globals.put(name, shape.value(shape.symbol(name, Symbol.Moment.BEFORE))));
        Evaluator evaluator = new Evaluator(globals);
        SizesReader sizes = new SizesReader(sorts);
        List<Axiom> axioms = axioms(evaluator, sizes);
        ActionReader actions = new ActionReader(evaluator, variables, source, definition("Next"));
        Action init = actions.initial(definition("Init"));
        List<Action> steps = actions.actions();
        List<Named> properties = properties();
        Optional<OpDefNode> listed = Optional.ofNullable(module.getOpDef("Lemmas"));
        List<Named> lemmas = listed.map(list -> conjuncts(list)).orElse(properties);
        lemmas = withTypes(lemmas, evaluator);
        if (lemmas.isEmpty()) {
            throw new OutsideLanguageException("module " + module.getName()
                    + " claims nothing: define Lemmas == A /\\ B ..., and state THEOREM Spec => []P");
        }
        return new AbstractModule(
                module.getName().toString(),
                List.copyOf(sorts.sorts().values()),
                constants,
                variables,
                axioms,
                sizes.read(),
                init,
                steps,
                lemmas,
                properties,
                evaluator);
    }

    private OpDefNode definition(String name) {
        OpDefNode definition = module.getOpDef(name);
        if (definition == null) {
            throw new OutsideLanguageException("module " + module.getName() + " does not define " + name);
        }
        return definition;
    }

    /** The shapes of the variables, of TypeOK. */
    private Map<String, Shape> variables(Evaluator evaluator) {
        Map<String, Shape> found = new LinkedHashMap<>();
        if (module.getVariableDecls().length > 0) {
            for (SemanticNode conjunct : conjunctsOf(definition(TYPES).getBody())) {
                if (conjunct instanceof OpApplNode node
                        && node.getArgs().length == 2
                        && node.getArgs()[0] instanceof OpApplNode left
                        && isVariable(left.getOperator())) {
                    String operator = node.getOperator().getName().toString();
                    SemanticNode set = node.getArgs()[1];
                    Value of = evaluator.value(set, Scope.ofState());
                    if (operator.equals("\\subseteq")) {
                        found.putIfAbsent(
                                left.getOperator().getName().toString(),
                                shapeOf(new Value.Power(evaluator.set(set, Scope.ofState())), set));
                    } else if (operator.equals("\\in")) {
                        found.putIfAbsent(left.getOperator().getName().toString(), shapeOf(of, set));
                    }
                }
            }
        }
        Map<String, Shape> shapes = new LinkedHashMap<>();
        for (OpDeclNode variable : inOrder(module.getVariableDecls())) {
            String name = variable.getName().toString();
            if (!found.containsKey(name)) {
                throw new OutsideLanguageException(
                        "line " + variable.getLocation().beginLine() + " of module "
                                + module.getName() + ": TypeOK does not say what " + name
                                + " is; add " + name + " \\subseteq S \\X T, or " + name + " \\in [S -> T]");
            }
            shapes.put(name, found.get(name));
        }
        return shapes;
    }

    /** Declarations as they stand in the module, which SANY's tables do not keep. */
    static List<OpDeclNode> inOrder(OpDeclNode[] declarations) {
        return java.util.Arrays.stream(declarations)
                .sorted(java.util.Comparator.comparingInt(
                                (OpDeclNode node) -> node.getLocation().beginLine())
                        .thenComparingInt(node -> node.getLocation().beginColumn()))
                .toList();
    }

    /** What kind of thing an element of a set is. */
    static Shape shapeOf(Value set, SemanticNode node) {
        if (set instanceof Value.Booleans) {
            return new Shape.Flag();
        } else if (set instanceof Value.Collection collection
                && collection.columns().isPresent()
                && collection.columns().get().size() == 1) {
            return new Shape.One(collection.columns().get().get(0));
        } else if (set instanceof Value.Power power && power.of().columns().isPresent()) {
            return new Shape.Tuples(power.of().columns().get());
        } else if (set instanceof Value.Mappings mappings
                && mappings.domain().columns().isPresent()) {
            return new Shape.Table(mappings.domain().columns().get(), shapeOf(mappings.range(), node));
        }
        throw Values.outside(node, "this is no type here; a type is S, BOOLEAN, SUBSET (S \\X T), or [S -> ...]");
    }

    /** The conjuncts of an expression, through definitions without parameters. */
    static List<SemanticNode> conjunctsOf(SemanticNode node) {
        if (node instanceof OpApplNode application) {
            String operator = application.getOperator().getName().toString();
            if (operator.equals("$ConjList") || operator.equals("\\land")) {
                List<SemanticNode> all = new ArrayList<>();
                for (ExprOrOpArgNode arg : application.getArgs()) {
                    all.addAll(conjunctsOf(arg));
                }
                return all;
            }
        }
        return List.of(node);
    }

    private List<Axiom> axioms(Evaluator evaluator, SizesReader sizes) {
        List<Axiom> axioms = new ArrayList<>();
        for (AssumeNode assumption : module.getAssumptions()) {
            String name = assumption.getDef() == null
                    ? ""
                    : assumption.getDef().getName().toString();
            List<SemanticNode> conjuncts = conjunctsOf(assumption.getAssume());
            int part = 0;
            for (SemanticNode conjunct : conjuncts) {
                if (sorts.isType(conjunct)) {
                    // A type with a condition, such as a subset of another constant, says more than a kind.
                    typed(evaluator, conjunct)
                            .filter(formula -> !formula.equals(Formula.TRUE))
                            .ifPresent(formula -> axioms.add(axiom("", formula, conjunct)));
                } else if (!sizes.take(conjunct)) {
                    part++;
                    String own = name.isEmpty() ? "" : conjuncts.size() == 1 ? name : name + "#" + part;
                    axioms.add(axiom(own, evaluator.formula(conjunct, Scope.ofState()), conjunct));
                }
            }
        }
        return axioms;
    }

    private Optional<Formula> typed(Evaluator evaluator, SemanticNode conjunct) {
        return sorts.isOfSymbol(conjunct)
                ? Optional.of(evaluator.formula(conjunct, Scope.ofState()))
                : Optional.empty();
    }

    private Axiom axiom(String name, Formula formula, SemanticNode node) {
        int line = node.getLocation().beginLine();
        return new Axiom(name.isEmpty() ? "ASSUME, line " + line : name, formula, source.of(node), line);
    }

    private List<Named> conjuncts(OpDefNode list) {
        List<Named> lemmas = new ArrayList<>();
        for (SemanticNode conjunct : conjunctsOf(list.getBody())) {
            lemmas.add(named(conjunct));
        }
        return lemmas;
    }

    private Named named(SemanticNode node) {
        if (node instanceof OpApplNode application
                && application.getArgs().length == 0
                && application.getOperator() instanceof OpDefNode definition
                && Builtins.isDefined(definition)) {
            return new Named(
                    definition.getName().toString(),
                    definition.getBody(),
                    String.join("\n", source.block(definition.getBody())),
                    definition.getLocation().beginLine());
        }
        throw Values.outside(node, "a lemma needs a name: define it, and list the name here");
    }

    /** TypeOK is proved too, where it says more than what kind of thing a variable is. */
    private List<Named> withTypes(List<Named> lemmas, Evaluator evaluator) {
        OpDefNode types = module.getOpDef(TYPES);
        if (types == null || lemmas.stream().anyMatch(lemma -> lemma.name().equals(TYPES))) {
            return lemmas;
        }
        if (evaluator.formula(types.getBody(), Scope.ofState()).equals(Formula.TRUE)) {
            return lemmas;
        }
        List<Named> all = new ArrayList<>();
        all.add(new Named(
                TYPES,
                types.getBody(),
                String.join("\n", source.block(types.getBody())),
                types.getLocation().beginLine()));
        all.addAll(lemmas);
        return all;
    }

    /** What theorems of the form {@code Spec => []P} claim. */
    private List<Named> properties() {
        Map<String, Named> properties = new LinkedHashMap<>();
        for (TheoremNode theorem : module.getTheorems()) {
            if (theorem.getTheorem() instanceof OpApplNode implication
                    && implication.getOperator().getName().toString().equals("=>")
                    && implication.getArgs()[1] instanceof OpApplNode always
                    && always.getOperator().getName().toString().equals("[]")) {
                for (SemanticNode conjunct : conjunctsOf(always.getArgs()[0])) {
                    Named named = named(conjunct);
                    if (!named.name().equals("Lemmas")) {
                        properties.put(named.name(), named);
                    }
                }
            }
        }
        return List.copyOf(properties.values());
    }
}
