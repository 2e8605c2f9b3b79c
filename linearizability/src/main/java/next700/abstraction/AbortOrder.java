package next700.abstraction;

import java.util.List;

/**
 * A.6 Abort Order (thesis, Appendix A, property 6); TLA+ {@code AbortOrder}: every commit history is a prefix of every
 * abort history.
 *
 * <p>That is, of the longest common prefix of the abort histories.
 */
public final class AbortOrder implements AbstractProperty {
    @Override
    public String identifier() {
        return "A.6 Abort Order";
    }

    @Override
    public String formula() {
        return "AbortOrder";
    }

    @Override
    public PropertyResult check(AbstractRun run) {
        PropertyResult.Collector found = new PropertyResult.Collector(identifier());
        for (int instance : run.instances()) {
            List<Witness> aborts = run.abortHistories(instance);
            Witness.commonPrefix(aborts).ifPresent(common -> {
                for (Witness commit : run.commitHistories(instance)) {
                    found.checked();
                    if (!commit.history().isPrefixOf(common)) {
                        found.violation(commit.isNoPrefixOf(Witness.against(commit.history(), aborts)));
                    }
                }
            });
        }
        return found.result();
    }
}
