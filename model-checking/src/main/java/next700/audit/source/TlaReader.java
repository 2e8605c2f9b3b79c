package next700.audit.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static tla2sany.st.SyntaxTreeConstants.N_Body;
import static tla2sany.st.SyntaxTreeConstants.N_ConsDecl;
import static tla2sany.st.SyntaxTreeConstants.N_Extends;
import static tla2sany.st.SyntaxTreeConstants.N_FunctionDefinition;
import static tla2sany.st.SyntaxTreeConstants.N_OperatorDefinition;
import static tla2sany.st.SyntaxTreeConstants.N_ParamDeclaration;
import static tla2sany.st.SyntaxTreeConstants.N_Recursive;
import static tla2sany.st.SyntaxTreeConstants.N_VariableDeclaration;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import next700.model.Sany;
import tla2sany.parser.SyntaxTreeNode;
import tla2sany.parser.TLAplusParser;
import util.ToolIO;

/**
 * Reads the definitions of TLA+ modules, by SANY's parser. In TLA+ a name has one meaning wherever it can be seen, so
 * that an identifier in a definition tells which other one it uses.
 */
public final class TlaReader {
    private static final String SUFFIX = ".tla";

    /** What has no name, such as an assumption. */
    private static final String UNNAMED = "line ";

    static {
        Sany.prepare();
    }

    /** Modules that were parsed, by their text: most are the same in both revisions of an audit. */
    private final Map<String, Module> parsed = new LinkedHashMap<>();

    private record Module(Set<String> extended, List<Declaration> declarations) {}

    /** The definitions of these modules of a revision, and of those that they extend. */
    public Program read(Revision revision, Collection<String> roots) {
        Map<String, String> paths = paths(revision);
        Set<String> seen = new LinkedHashSet<>();
        List<Declaration> all = new ArrayList<>();
        roots.forEach(root -> read(root, revision, paths, seen, all));
        return new Program(resolved(all));
    }

    private static Map<String, String> paths(Revision revision) {
        Map<String, String> paths = new TreeMap<>();
        for (String path : revision.specifications().keySet()) {
            if (path.endsWith(SUFFIX)) {
                paths.put(path.substring(path.lastIndexOf('/') + 1, path.length() - SUFFIX.length()), path);
            }
        }
        return paths;
    }

    /** The paths of these modules of a revision, and of those that they extend. */
    public Set<String> paths(Revision revision, Collection<String> roots) {
        Map<String, String> paths = paths(revision);
        Set<String> seen = new LinkedHashSet<>();
        roots.forEach(root -> read(root, revision, paths, seen, new ArrayList<>()));
        return seen.stream().map(paths::get).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private void read(
            String name, Revision revision, Map<String, String> paths, Set<String> seen, List<Declaration> all) {
        String path = paths.get(name);
        if (path == null || !seen.add(name)) {
            return;
        }
        Module module = parsed.computeIfAbsent(path + '\n' + revision.files().get(path), any -> parse(path, revision));
        module.extended().forEach(other -> read(other, revision, paths, seen, all));
        all.addAll(module.declarations());
    }

    /** Of the identifiers in a definition, those that are defined. */
    private static List<Declaration> resolved(List<Declaration> all) {
        Set<String> names = new LinkedHashSet<>();
        all.forEach(declaration -> names.add(declaration.name()));
        return all.stream()
                .map(declaration -> {
                    Set<String> uses = new LinkedHashSet<>(declaration.uses());
                    uses.retainAll(names);
                    uses.remove(declaration.name());
                    return new Declaration(
                            declaration.name(),
                            declaration.label(),
                            declaration.path(),
                            declaration.line(),
                            declaration.meaning(),
                            uses);
                })
                .filter(declaration -> !declaration.name().startsWith(UNNAMED)
                        || !declaration.uses().isEmpty())
                .toList();
    }

    /** SANY writes what is wrong to a stream that all its parsers share. */
    private static Module parse(String path, Revision revision) {
        synchronized (Sany.LOCK) {
            return parseAlone(path, revision);
        }
    }

    private static Module parseAlone(String path, Revision revision) {
        return module(path, root(path, revision.files().get(path), revision.name()));
    }

    /**
     * The syntax tree of one module, as text without comments and layout.
     *
     * @throws SourceException if it does not parse
     */
    static String tree(String path, String text) {
        synchronized (Sany.LOCK) {
            return image(root(path, text, "this version"));
        }
    }

    private static SyntaxTreeNode root(String path, String text, String version) {
        PrintStream before = ToolIO.out;
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        ToolIO.out = new PrintStream(said, true, UTF_8);
        try {
            TLAplusParser parser = new TLAplusParser(new ByteArrayInputStream(text.getBytes(UTF_8)));
            if (!parser.parse()) {
                throw new SourceException(path + " does not parse in " + version + ": "
                        + said.toString(UTF_8).strip().replace('\n', ' '));
            }
            return (SyntaxTreeNode) parser.rootNode();
        } finally {
            ToolIO.out = before;
        }
    }

    private static Module module(String path, SyntaxTreeNode root) {
        Set<String> extended = new LinkedHashSet<>();
        List<Declaration> declarations = new ArrayList<>();
        for (SyntaxTreeNode part : root.getHeirs()) {
            if (part.isKind(N_Extends)) {
                extended.addAll(identifiers(part));
            } else if (part.isKind(N_Body)) {
                for (SyntaxTreeNode unit : part.getHeirs()) {
                    declare(path, unit, declarations);
                }
            }
        }
        return new Module(extended, declarations);
    }

    private static void declare(String path, SyntaxTreeNode unit, List<Declaration> declarations) {
        switch (unit.getKind()) {
            case N_OperatorDefinition, N_FunctionDefinition -> {
                // Of LOCAL definitions too: the first heir that has a name begins with the name.
                Set<String> uses = identifiers(unit);
                declarations.add(declaration(defined(unit), path, unit, uses));
            }
            case N_VariableDeclaration, N_ParamDeclaration -> {
                Set<String> names = identifiers(unit);
                names.forEach(name -> declarations.add(new Declaration(
                        name,
                        Optional.empty(),
                        path,
                        unit.getLocation().beginLine(),
                        "declared in " + image(unit.getHeirs()[0]),
                        Set.of())));
            }
            case N_Recursive, N_ConsDecl -> {}
            default -> {
                if (unit.getHeirs().length > 0 && !unit.getImage().startsWith("--")) {
                    Set<String> uses = identifiers(unit);
                    String name = UNNAMED + unit.getLocation().beginLine() + " of " + path;
                    if (!uses.isEmpty()) {
                        declarations.add(declaration(name, path, unit, uses));
                    }
                }
            }
        }
    }

    private static Declaration declaration(String name, String path, SyntaxTreeNode unit, Set<String> uses) {
        return new Declaration(name, Optional.empty(), path, unit.getLocation().beginLine(), image(unit), uses);
    }

    /** The first identifier of a definition is what it defines. */
    private static String defined(SyntaxTreeNode unit) {
        return identifiers(unit).stream().findFirst().orElse("");
    }

    private static boolean isIdentifier(String image) {
        return !image.isEmpty()
                && (Character.isLetter(image.charAt(0)) || image.charAt(0) == '_')
                && image.chars().allMatch(c -> Character.isLetterOrDigit(c) || c == '_');
    }

    private static Set<String> identifiers(SyntaxTreeNode node) {
        Set<String> found = new LinkedHashSet<>();
        collect(node, found);
        return found;
    }

    private static void collect(SyntaxTreeNode node, Set<String> found) {
        SyntaxTreeNode[] heirs = node.getHeirs();
        if (heirs.length == 0 && isIdentifier(node.getImage()) && !RESERVED.contains(node.getImage())) {
            found.add(node.getImage());
        }
        for (SyntaxTreeNode heir : heirs) {
            collect(heir, found);
        }
    }

    private static final Set<String> RESERVED = Set.of(
            "LOCAL",
            "LET",
            "IN",
            "IF",
            "THEN",
            "ELSE",
            "CASE",
            "OTHER",
            "CHOOSE",
            "EXCEPT",
            "UNCHANGED",
            "ENABLED",
            "DOMAIN",
            "SUBSET",
            "UNION",
            "LAMBDA",
            "EXTENDS",
            "VARIABLE",
            "VARIABLES",
            "CONSTANT",
            "CONSTANTS",
            "INSTANCE",
            "WITH",
            "ASSUME",
            "THEOREM");

    /** The tree, with its shape and without comments: what an indentation means in TLA+ is in the shape. */
    private static String image(SyntaxTreeNode node) {
        SyntaxTreeNode[] heirs = node.getHeirs();
        if (heirs.length == 0) {
            return node.getImage();
        }
        StringBuilder text = new StringBuilder("(");
        for (SyntaxTreeNode heir : heirs) {
            text.append(image(heir)).append(' ');
        }
        return text.append(')').toString();
    }
}
