package next700.abstraction;

import java.util.List;

/**
 * A.5 Commit Order (thesis, Appendix A, property 5); TLA+ {@code CommitOrder}: of any two commit histories, one is a
 * prefix of the other.
 *
 * <p>Sorted by length, it is enough that each is a prefix of the next.
 */
public final class CommitOrder implements AbstractProperty {
    @Override
    public String identifier() {
        return "A.5 Commit Order";
    }

    @Override
    public String formula() {
        return "CommitOrder";
    }

    @Override
    public PropertyResult check(AbstractRun run) {
        PropertyResult.Collector found = new PropertyResult.Collector(identifier());
        for (int instance : run.instances()) {
            List<Witness> commits = run.commitHistories(instance).stream()
                    .sorted(Witness.BY_LENGTH)
                    .toList();
            for (int i = 0; i < commits.size(); i++) {
                found.checked();
                if (i > 0
                        && !commits.get(i - 1)
                                .history()
                                .isPrefixOf(commits.get(i).history())) {
                    found.violation(commits.get(i - 1).isNoPrefixOf(commits.get(i)));
                }
            }
        }
        return found.result();
    }
}
