package next700.audit;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import next700.audit.source.Declaration;
import next700.audit.source.Program;

/**
 * What the MAC or the signature of a message no longer covers. Specifications take a message to be its sender's in all of its
 * fields, so that one with a field that anybody can alter is a message that they do not know; and what comes of it may
 * take an attack that an adversary does not think of.
 */
final class Coverage {
    /** The method of a message that says what is authenticated. */
    private static final String CONTENT = "content";

    private static final Pattern WORD = Pattern.compile("\\w+");

    /**
     * A field of a message that was authenticated, and is no longer.
     *
     * @param change by which it is not
     */
    record Loss(Change change, String message, String field) {}

    private final Program before;
    private final Program after;

    Coverage(Program before, Program after) {
        this.before = before;
        this.after = after;
    }

    /** The fields that were lost, of messages that still have them. */
    List<Loss> losses(List<Change> changes) {
        List<Loss> losses = new ArrayList<>();
        for (Change change : changes) {
            Optional<Declaration> was = before.find(change.name());
            Optional<Declaration> is = after.find(change.name());
            if (change.side() == Change.Side.CODE && was.isPresent() && is.isPresent() && isContent(is.get())) {
                Set<String> lost = fieldsIn(was.get());
                lost.removeAll(fieldsIn(is.get()));
                lost.forEach(field -> losses.add(new Loss(change, is.get().owner(), field)));
            }
        }
        return losses;
    }

    private static boolean isContent(Declaration method) {
        return method.shortName().endsWith("." + CONTENT);
    }

    /** The fields of the message that the body of the method speaks of, by their names: parameters are called so too. */
    private Set<String> fieldsIn(Declaration method) {
        String owner = method.shortName().substring(0, method.shortName().lastIndexOf('.'));
        Set<String> fields = new LinkedHashSet<>();
        after.declarations().stream()
                .filter(declaration -> declaration.shortName().equals(declaration.name()))
                .filter(declaration -> declaration.owner().equals(owner))
                .forEach(field -> fields.add(field.name().substring(owner.length() + 1)));
        String meaning = method.meaning();
        Set<String> words = new TreeSet<>();
        WORD.matcher(meaning.substring(meaning.indexOf('{') + 1)).results().forEach(word -> words.add(word.group()));
        fields.retainAll(words);
        return fields;
    }
}
