package next700.audit;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import next700.model.Model;
import next700.model.Settings;
import next700.model.Settings.Section;

/**
 * What the models of a protocol look at otherwise than before. A model that holds says something within its bounds only, so
 * that narrower bounds, a formula fewer, or states that no longer count are evidence that was lost.
 */
final class ModelDifferences {
    /** What makes states not count, or alike. */
    private static final List<Section> NARROWING =
            List.of(Section.CONSTRAINTS, Section.ACTION_CONSTRAINTS, Section.VIEW, Section.SYMMETRY);

    private static final List<Section> BEHAVIOURS = List.of(Section.SPECIFICATION, Section.INIT, Section.NEXT);

    /** Of a model that must fail, that it still does is looked at again. */
    private final boolean isOfOneThatHolds;

    /** How one model is different, in words, and whether it may look at less. */
    private final List<String> differences = new ArrayList<>();

    private boolean isLess;

    private ModelDifferences(boolean isOfOneThatHolds) {
        this.isOfOneThatHolds = isOfOneThatHolds;
    }

    /**
     * The differences between the models that there were and that there are.
     *
     * @param isOfChangedModule whether the definitions of a model's own module were changed
     */
    static List<Evidence> of(Collection<Model> before, Collection<Model> now, Predicate<Model> isOfChangedModule) {
        Map<String, Model> present = new LinkedHashMap<>();
        now.forEach(model -> present.put(model.name(), model));
        List<Evidence> found = new ArrayList<>();
        for (Model was : before) {
            Model is = present.get(was.name());
            if (is == null) {
                found.add(new Evidence(
                        Evidence.Kind.INPUT,
                        "model " + was.name(),
                        Evidence.Status.UNDECIDED,
                        "is not there any more; it said: " + was.claim(),
                        0));
            } else {
                ModelDifferences all = new ModelDifferences(was.kind() == Model.Kind.HOLDS);
                all.compare(was, is, isOfChangedModule.test(is));
                all.told(is.name()).ifPresent(found::add);
            }
        }
        return found;
    }

    private void compare(Model was, Model is, boolean isOfChangedModule) {
        differ(was.kind() != is.kind(), true, "must " + (is.kind() == Model.Kind.HOLDS ? "hold" : "fail") + " now");
        isLess |= was.kind() != is.kind();
        differ(was.isFast() && !is.isFast(), true, "is run on demand only");
        differ(!was.module().equals(is.module()), true, "is of module " + is.module() + " instead of " + was.module());
        boolean looksAtMore = was.states().isPresent()
                && is.states().isPresent()
                && is.states().get() >= was.states().get();
        compareConstants(was.settings(), is.settings(), looksAtMore);
        for (Section section : NARROWING) {
            List<String> of = is.settings().of(section);
            List<String> then = was.settings().of(section);
            differ(!then.equals(of), !of.isEmpty(), section.field() + " " + of + ", where there were " + then);
        }
        for (Section section : BEHAVIOURS) {
            List<String> of = is.settings().of(section);
            List<String> then = was.settings().of(section);
            differ(!then.equals(of), !looksAtMore, section.field() + " " + of + " instead of " + then);
        }
        missing("formula", was.settings().checked(), is.settings().checked());
        missing("state to be reached", was.reaches(), is.reaches());
        differ(
                was.settings().checkDeadlock().orElse(true)
                        && !is.settings().checkDeadlock().orElse(true),
                true,
                "deadlock is not looked for");
        if (is.kind() == Model.Kind.HOLDS && (isOfChangedModule || !differences.isEmpty())) {
            differ(
                    !looksAtMore && !was.states().equals(is.states()),
                    true,
                    "states " + number(is.states()) + ", where there were " + number(was.states()));
        }
    }

    private static String number(Optional<Long> states) {
        return states.map("%,d"::formatted).orElse("not counted");
    }

    private void compareConstants(Settings was, Settings is, boolean looksAtMore) {
        Set<String> names = new TreeSet<>(was.constants().keySet());
        names.addAll(is.constants().keySet());
        for (String name : names) {
            String then = was.constants().get(name);
            String of = is.constants().get(name);
            differ(
                    !Objects.equals(then, of),
                    !looksAtMore,
                    name + " " + (of == null ? "as its module has it" : of) + ", where it was "
                            + (then == null ? "as its module has it" : then));
        }
    }

    private void missing(String what, Collection<String> was, Collection<String> is) {
        Set<String> gone = new LinkedHashSet<>(was);
        is.forEach(gone::remove);
        gone.forEach(each -> differ(true, true, "the " + what + " " + each + " is gone"));
    }

    private void differ(boolean isSo, boolean less, String what) {
        if (isSo) {
            differences.add(what);
            isLess |= less && isOfOneThatHolds;
        }
    }

    private Optional<Evidence> told(String model) {
        return differences.isEmpty()
                ? Optional.empty()
                : Optional.of(new Evidence(
                        Evidence.Kind.INPUT,
                        "model " + model,
                        isLess ? Evidence.Status.UNDECIDED : Evidence.Status.NOTE,
                        (isLess
                                        ? "was changed, and may look at less, of which nothing else is known: "
                                        : "was changed, and looks at no less: ")
                                + String.join("; ", differences),
                        0));
    }
}
