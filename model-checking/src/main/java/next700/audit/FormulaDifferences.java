package next700.audit;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import next700.audit.map.Lemma;
import next700.audit.source.Declaration;
import next700.model.Model;
import next700.model.Settings.Section;

/**
 * Formulas that state something else than before. TLC checks what a formula says now; that this is still what its lemma
 * claims, no machine knows: a formula that says TRUE holds in every state.
 */
final class FormulaDifferences {
    private FormulaDifferences() {}

    static List<Evidence> of(Protocol before, Protocol now) {
        Set<String> behaviour = behaviour(before);
        behaviour.addAll(behaviour(now));
        List<Evidence> found = new ArrayList<>();
        for (Lemma lemma : now.map().lemmas().values()) {
            for (String formula : lemma.formulas()) {
                Set<String> different = new LinkedHashSet<>(now.evidence().reachable(List.of(formula)));
                different.addAll(before.evidence().reachable(List.of(formula)));
                different.removeAll(behaviour);
                different.removeIf(name -> !isOtherwise(name, before, now));
                if (!different.isEmpty()) {
                    found.add(new Evidence(
                            Evidence.Kind.INPUT,
                            "formula " + formula,
                            Evidence.Status.UNDECIDED,
                            "states something else than before (" + String.join(", ", different)
                                    + "), and no machine can tell whether that is still what " + lemma.id() + " claims",
                            0));
                }
            }
        }
        return found;
    }

    /** A definition that there was, and that is not what it was. */
    private static boolean isOtherwise(String name, Protocol before, Protocol now) {
        Optional<String> was = before.evidence().find(name).map(Declaration::meaning);
        return was.isPresent() && !was.equals(now.evidence().find(name).map(Declaration::meaning));
    }

    /** What the behaviours of the models lean on: that is the specification, and not what is claimed of it. */
    private static Set<String> behaviour(Protocol protocol) {
        Set<String> roots = new LinkedHashSet<>();
        for (Model model : protocol.models()) {
            roots.addAll(model.settings().of(Section.SPECIFICATION));
            roots.addAll(model.settings().of(Section.INIT));
            roots.addAll(model.settings().of(Section.NEXT));
        }
        return protocol.evidence().reachable(roots).stream().collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
