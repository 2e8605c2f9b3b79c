package next700.audit;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import next700.audit.source.Declaration;
import next700.audit.source.Program;

/**
 * What is different between a protocol at two revisions, by syntax trees, and which items of its proof map that touches: a
 * helper touches the steps and guards that use it, and a step that no longer asks a guard, or asks a new one, touches that
 * guard.
 */
final class Comparison {
    private final Protocol base;
    private final Protocol head;

    Comparison(Protocol base, Protocol head) {
        this.base = base;
        this.head = head;
    }

    List<Change> changes() {
        List<Change> changes = new ArrayList<>();
        for (String name : different(base.specification(), head.specification())) {
            changes.add(change(
                    Change.Side.SPECIFICATION,
                    name,
                    base.specification(),
                    head.specification(),
                    base::itemsOfOperator,
                    head::itemsOfOperator));
        }
        for (String name : different(base.code(), head.code())) {
            changes.add(change(Change.Side.CODE, name, base.code(), head.code(), base::itemsOfCode, head::itemsOfCode));
        }
        for (String name : different(base.evidence(), head.evidence())) {
            if (base.specification().find(name).isEmpty()
                    && head.specification().find(name).isEmpty()) {
                Declaration any = any(name, base.evidence(), head.evidence());
                changes.add(new Change(
                        Change.Side.EVIDENCE,
                        how(name, base.evidence(), head.evidence()),
                        name,
                        any.path(),
                        any.line(),
                        Set.of(),
                        Set.of(),
                        Set.of(),
                        Change.Reach.ITEMS));
            }
        }
        return changes;
    }

    private static Set<String> different(Program before, Program after) {
        Set<String> names = new TreeSet<>();
        before.declarations().forEach(declaration -> names.add(declaration.name()));
        after.declarations().forEach(declaration -> names.add(declaration.name()));
        names.removeIf(name -> before.find(name)
                .map(Declaration::meaning)
                .equals(after.find(name).map(Declaration::meaning)));
        return names;
    }

    private static Declaration any(String name, Program before, Program after) {
        return after.find(name).or(() -> before.find(name)).orElseThrow();
    }

    private static Change.How how(String name, Program before, Program after) {
        return before.find(name).isEmpty()
                ? Change.How.ADDED
                : after.find(name).isEmpty() ? Change.How.REMOVED : Change.How.CHANGED;
    }

    private Change change(
            Change.Side side,
            String name,
            Program before,
            Program after,
            Function<Declaration, Set<String>> itemsBefore,
            Function<Declaration, Set<String>> itemsAfter) {
        Set<String> items = new LinkedHashSet<>();
        items.addAll(touched(name, before, itemsBefore));
        items.addAll(touched(name, after, itemsAfter));
        Set<String> dropped = asked(name, before, itemsBefore, after, itemsAfter);
        items.addAll(dropped);
        Set<String> added = asked(name, after, itemsAfter, before, itemsBefore);
        Declaration any = any(name, before, after);
        Change.Reach reach = Change.Reach.ITEMS;
        if (items.isEmpty()) {
            reach = isUsed(side, name, any) ? Change.Reach.EVERYTHING : Change.Reach.NOTHING;
        }
        return new Change(side, how(name, before, after), name, any.path(), any.line(), items, dropped, added, reach);
    }

    private boolean isUsed(Change.Side side, String name, Declaration declaration) {
        return side == Change.Side.SPECIFICATION
                || head.isOwn(declaration)
                || head.reachableCode().contains(name)
                || base.reachableCode().contains(name);
    }

    private static Set<String> touched(String name, Program program, Function<Declaration, Set<String>> itemsOf) {
        Set<String> items = new LinkedHashSet<>();
        if (program.find(name).isEmpty()) {
            return items;
        }
        Set<String> found = program.nearestUsers(
                name, declaration -> !itemsOf.apply(declaration).isEmpty());
        if (found.isEmpty()) {
            // What dispatches to the steps rather than being used by them.
            found = program.nearestUsed(
                    name, declaration -> !itemsOf.apply(declaration).isEmpty());
        }
        found.forEach(user -> items.addAll(itemsOf.apply(program.find(user).orElseThrow())));
        return items;
    }

    /** The items that the declaration asks in one program, and not in the other. */
    private static Set<String> asked(
            String name,
            Program one,
            Function<Declaration, Set<String>> itemsOfOne,
            Program other,
            Function<Declaration, Set<String>> itemsOfOther) {
        Optional<Declaration> here = one.find(name);
        Optional<Declaration> there = other.find(name);
        if (here.isEmpty() || there.isEmpty()) {
            return Set.of();
        }
        Set<String> asked = new LinkedHashSet<>(usedItems(here.get(), one, itemsOfOne));
        asked.removeAll(usedItems(there.get(), other, itemsOfOther));
        return asked;
    }

    private static Set<String> usedItems(
            Declaration declaration, Program program, Function<Declaration, Set<String>> itemsOf) {
        Set<String> items = new LinkedHashSet<>();
        for (String used : declaration.uses()) {
            program.nearestUsed(used, other -> !itemsOf.apply(other).isEmpty())
                    .forEach(found ->
                            items.addAll(itemsOf.apply(program.find(found).orElseThrow())));
        }
        return items;
    }
}
