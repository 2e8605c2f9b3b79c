package next700.abstraction;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A.4 Init Order (thesis, Appendix A, property 4); TLA+ {@code InitOrder}: the longest common prefix of all valid init
 * histories is a prefix of any commit or abort history.
 */
public final class InitOrder implements AbstractProperty {
    @Override
    public String identifier() {
        return "A.4 Init Order";
    }

    @Override
    public String formula() {
        return "InitOrder";
    }

    @Override
    public PropertyResult check(AbstractRun run) {
        PropertyResult.Collector found = new PropertyResult.Collector(identifier());
        for (int instance : run.instances()) {
            List<Witness> inits = run.validInitHistories(instance);
            Optional<RequestHistory> common = Witness.commonPrefix(inits);
            common.ifPresent(prefix -> Stream.concat(
                            run.commitHistories(instance).stream(), run.abortHistories(instance).stream())
                    .forEach(witness -> {
                        found.checked();
                        if (!prefix.isPrefixOf(witness.history())) {
                            found.violation(finding(instance, inits, prefix, witness));
                        }
                    }));
        }
        return found.result();
    }

    private static Finding finding(int instance, List<Witness> inits, RequestHistory prefix, Witness witness) {
        Witness example = inits.getFirst();
        String explanation = "The valid init histories of instance " + instance + " (" + inits.size()
                + ", one because " + example.event().describe() + ") have the common prefix " + prefix + ", however "
                + witness.event().describe() + ", which does not begin with it: "
                + Witness.parting(prefix, witness.history()) + ".";
        return new Finding(explanation, List.of(example.event(), witness.event()));
    }
}
