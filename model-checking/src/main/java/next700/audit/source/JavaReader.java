package next700.audit.source;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.BlockTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.URI;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * Reads the declarations of a protocol's code, by the compiler that compiles it: its syntax trees, without comments and
 * layout, and which declaration a name in them means.
 */
public final class JavaReader {
    private static final Set<String> LABELS = Set.of("Step", "Guard", "Threshold");

    /** A source file held in memory. */
    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(String path, String text) {
            super(URI.create("string:///" + path), Kind.SOURCE);
            this.text = text;
        }

        /** The compiler wraps what it is given. */
        static String path(JavaFileObject source) {
            return source.toUri().getPath().substring(1);
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }

    /** All sources of a revision as the compiler sees them, with the trees as they were parsed: attribution adds to them. */
    private record Compiled(JavacTask task, List<CompilationUnitTree> units, IdentityHashMap<Tree, String> meanings) {}

    /** What was read before: the code is often the same in both revisions of an audit, and in all protocols. */
    private final Map<Map<String, String>, Compiled> compiled = new LinkedHashMap<>();

    private final Map<Set<String>, Map<Map<String, String>, Program>> read = new LinkedHashMap<>();

    /** The declarations of some packages of a revision. */
    public Program read(Revision revision, Set<String> packages) {
        Map<String, String> sources = new LinkedHashMap<>();
        revision.layout().code().forEach(folder -> sources.putAll(revision.below(folder)));
        return read.computeIfAbsent(packages, any -> new LinkedHashMap<>())
                .computeIfAbsent(sources, any -> program(sources, packages));
    }

    private static JavaCompiler compiler() {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        if (compiler == null) {
            throw new SourceException("the audit reads Java with the compiler of a JDK, and this Java has none");
        }
        return compiler;
    }

    /**
     * The syntax tree of one file, as text without comments and layout; what names in it mean is not looked up.
     *
     * @throws SourceException if it does not parse
     */
    static String tree(String path, String text) {
        DiagnosticCollector<JavaFileObject> problems = new DiagnosticCollector<>();
        JavacTask task = (JavacTask) compiler()
                .getTask(
                        Writer.nullWriter(),
                        null,
                        problems,
                        List.of("-proc:none", "-Xlint:none"),
                        null,
                        List.of(new Source(path, text)));
        try {
            StringBuilder tree = new StringBuilder();
            task.parse().forEach(tree::append);
            failOn(problems);
            return tree.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void failOn(DiagnosticCollector<JavaFileObject> problems) {
        problems.getDiagnostics().stream()
                .filter(problem -> problem.getKind() == javax.tools.Diagnostic.Kind.ERROR)
                .findFirst()
                .ifPresent(problem -> {
                    throw new SourceException(
                            Source.path(problem.getSource()), problem.getLineNumber(), problem.getMessage(null));
                });
    }

    private Program program(Map<String, String> sources, Set<String> packages) {
        Compiled all = compiled.computeIfAbsent(sources, JavaReader::compile);
        Reading reading = new Reading(all, packages);
        all.units().forEach(reading::declare);
        return reading.program();
    }

    private static Compiled compile(Map<String, String> files) {
        JavaCompiler compiler = compiler();
        List<Source> sources = new ArrayList<>();
        files.forEach((path, text) -> {
            if (path.endsWith(".java")) {
                sources.add(new Source(path, text));
            }
        });
        DiagnosticCollector<JavaFileObject> problems = new DiagnosticCollector<>();
        JavacTask task = (JavacTask) compiler.getTask(
                Writer.nullWriter(),
                null,
                problems,
                List.of("-proc:none", "-Xlint:none", "-cp", System.getProperty("java.class.path")),
                null,
                sources);
        try {
            List<CompilationUnitTree> units = new ArrayList<>();
            task.parse().forEach(units::add);
            failOn(problems);
            IdentityHashMap<Tree, String> meanings = new IdentityHashMap<>();
            units.forEach(unit -> remember(unit, meanings));
            task.analyze();
            return new Compiled(task, units, meanings);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void remember(CompilationUnitTree unit, IdentityHashMap<Tree, String> meanings) {
        new TreePathScanner<Void, Void>() {
            @Override
            public Void visitClass(ClassTree type, Void nothing) {
                if (type.getSimpleName().isEmpty()) {
                    // What has no name belongs to the method that it stands in.
                    return null;
                }
                meanings.put(type, header(type));
                for (Tree member : type.getMembers()) {
                    if (!(member instanceof ClassTree)) {
                        meanings.put(member, member.toString());
                    }
                }
                return super.visitClass(type, null);
            }
        }.scan(unit, null);
    }

    private static String header(ClassTree type) {
        return type.getModifiers() + " " + type.getKind() + " " + type.getSimpleName() + " " + type.getTypeParameters()
                + " " + type.getExtendsClause() + " " + type.getImplementsClause() + " " + type.getPermitsClause();
    }

    /** What is known so far of some packages of a revision. */
    private static final class Reading {
        /** A declaration in the making. */
        private record Draft(Optional<String> label, String path, int line, String meaning) {}

        private final Set<String> packages;
        private final Trees trees;
        private final Elements elements;
        private final Types types;
        private final IdentityHashMap<Tree, String> meanings;
        private final Map<String, Draft> drafts = new LinkedHashMap<>();
        private final Map<String, Set<String>> uses = new LinkedHashMap<>();

        Reading(Compiled compiled, Set<String> packages) {
            this.packages = packages;
            this.meanings = compiled.meanings();
            this.trees = Trees.instance(compiled.task());
            this.elements = compiled.task().getElements();
            this.types = compiled.task().getTypes();
        }

        private boolean isWanted(CompilationUnitTree unit) {
            return unit.getPackageName() != null
                    && packages.contains(unit.getPackageName().toString());
        }

        void declare(CompilationUnitTree unit) {
            if (!isWanted(unit)) {
                return;
            }
            String path = Source.path(unit.getSourceFile());
            new TreePathScanner<Void, Void>() {
                @Override
                public Void visitClass(ClassTree type, Void nothing) {
                    if (meanings.containsKey(type)) {
                        TypeElement element = (TypeElement) trees.getElement(getCurrentPath());
                        add(name(element), type, Optional.empty());
                        for (Tree member : type.getMembers()) {
                            if (meanings.containsKey(member)) {
                                declareMember(element, new TreePath(getCurrentPath(), member));
                            }
                        }
                    }
                    return super.visitClass(type, null);
                }

                private void declareMember(TypeElement owner, TreePath member) {
                    switch (member.getLeaf()) {
                        case MethodTree method -> {
                            ExecutableElement element = (ExecutableElement) trees.getElement(member);
                            add(name(element), method, label(method));
                            Reading.this.uses(name(element), member);
                            overridden(element, owner);
                        }
                        case VariableTree field -> {
                            String name = name(owner) + "." + field.getName();
                            add(name, field, Optional.empty());
                            Reading.this.uses(name, member);
                        }
                        case BlockTree block -> {
                            String name = name(owner) + ".static";
                            add(name, block, Optional.empty());
                            Reading.this.uses(name, member);
                        }
                        default -> {}
                    }
                }

                private void add(String name, Tree tree, Optional<String> label) {
                    long position = trees.getSourcePositions().getStartPosition(unit, tree);
                    int line = position < 0 ? 1 : (int) unit.getLineMap().getLineNumber(position);
                    drafts.put(name, new Draft(label, path, line, meanings.get(tree)));
                }
            }.scan(unit, null);
        }

        private static Optional<String> label(MethodTree method) {
            return method.getModifiers().getAnnotations().stream()
                    .filter(annotation -> LABELS.contains(simpleName(annotation)))
                    .map(annotation -> {
                        String argument = annotation.getArguments().get(0).toString();
                        if (argument.indexOf('"') == argument.lastIndexOf('"')) {
                            throw new SourceException(
                                    "@%s of %s has %s, of which the audit reads no value: write the text itself"
                                            .formatted(simpleName(annotation), method.getName(), argument));
                        }
                        return simpleName(annotation).toLowerCase(Locale.ROOT) + " "
                                + argument.substring(argument.indexOf('"') + 1, argument.lastIndexOf('"'));
                    })
                    .findFirst();
        }

        private static String simpleName(AnnotationTree annotation) {
            String name = annotation.getAnnotationType().toString();
            return name.substring(name.lastIndexOf('.') + 1);
        }

        /** Who calls a method of an interface calls all that implement it. */
        private void overridden(ExecutableElement method, TypeElement owner) {
            for (var type : types.directSupertypes(owner.asType())) {
                if (types.asElement(type) instanceof TypeElement above) {
                    for (Element member : above.getEnclosedElements()) {
                        if (member instanceof ExecutableElement general && elements.overrides(method, general, owner)) {
                            use(name(general), name(method));
                        }
                    }
                }
            }
        }

        private void uses(String name, TreePath declaration) {
            new TreePathScanner<Void, Void>() {
                @Override
                public Void visitIdentifier(IdentifierTree tree, Void nothing) {
                    useCurrent();
                    return super.visitIdentifier(tree, null);
                }

                @Override
                public Void visitMemberSelect(MemberSelectTree tree, Void nothing) {
                    useCurrent();
                    return super.visitMemberSelect(tree, null);
                }

                @Override
                public Void visitMemberReference(MemberReferenceTree tree, Void nothing) {
                    useCurrent();
                    return super.visitMemberReference(tree, null);
                }

                @Override
                public Void visitNewClass(NewClassTree tree, Void nothing) {
                    useCurrent();
                    return super.visitNewClass(tree, null);
                }

                private void useCurrent() {
                    Element element = trees.getElement(getCurrentPath());
                    if (element != null) {
                        use(name, name(element));
                        if (element instanceof ExecutableElement method && isAccessor(method)) {
                            use(name, name(method.getEnclosingElement()) + "." + method.getSimpleName());
                        }
                    }
                }
            }.scan(declaration, null);
        }

        private static boolean isAccessor(ExecutableElement method) {
            return method.getEnclosingElement().getKind() == ElementKind.RECORD
                    && method.getParameters().isEmpty();
        }

        private void use(String user, String used) {
            if (!user.equals(used)) {
                uses.computeIfAbsent(user, any -> new LinkedHashSet<>()).add(used);
            }
        }

        private String name(Element element) {
            return switch (element) {
                case TypeElement type -> {
                    String packaged = elements.getPackageOf(type).getQualifiedName() + ".";
                    String full = type.getQualifiedName().toString();
                    yield full.startsWith(packaged) ? full.substring(packaged.length()) : full;
                }
                case ExecutableElement method ->
                    name(method.getEnclosingElement()) + "."
                            + (method.getKind() == ElementKind.CONSTRUCTOR ? "new" : method.getSimpleName())
                            + method.getParameters().stream()
                                    .map(parameter -> simple(parameter))
                                    .collect(Collectors.joining(", ", "(", ")"));
                case VariableElement variable ->
                    variable.getKind().isField()
                            ? name(variable.getEnclosingElement()) + "." + variable.getSimpleName()
                            : variable.getSimpleName().toString();
                default -> element.toString();
            };
        }

        private String simple(VariableElement parameter) {
            String type = types.erasure(parameter.asType()).toString();
            return type.substring(type.lastIndexOf('.') + 1);
        }

        Program program() {
            List<Declaration> all = new ArrayList<>();
            drafts.forEach((name, draft) -> {
                Set<String> used = new LinkedHashSet<>(uses.getOrDefault(name, Set.of()));
                used.retainAll(drafts.keySet());
                all.add(new Declaration(name, draft.label(), draft.path(), draft.line(), draft.meaning(), used));
            });
            return new Program(all);
        }
    }
}
