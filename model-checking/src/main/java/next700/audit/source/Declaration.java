package next700.audit.source;

import java.util.Optional;
import java.util.Set;

/**
 * Something that a program or a specification declares: a method, a field, a type; an operator, a variable.
 *
 * @param name unique within its program, such as {@code LocalHistory.isFresh(Request)} or {@code Fresh}
 * @param label what it is called in the paper, such as {@code guard Q2.fresh}, where an annotation says so
 * @param path of its file, below the root of the tree
 * @param line where it begins
 * @param meaning its syntax tree, without comments and layout
 * @param uses the names of the declarations that it refers to
 */
public record Declaration(
        String name, Optional<String> label, String path, int line, String meaning, Set<String> uses) {
    public Declaration {
        uses = Set.copyOf(uses);
    }

    /** The name without a method's parameters. */
    public String shortName() {
        int parameters = name.indexOf('(');
        return parameters < 0 ? name : name.substring(0, parameters);
    }

    /** What contains it: the class of a method; nothing where there is no class. */
    public String owner() {
        int end = shortName().lastIndexOf('.');
        return end < 0 ? "" : name.substring(0, end);
    }
}
