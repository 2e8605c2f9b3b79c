package next700.abstraction;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A.Theorem1 Idempotence (thesis, Appendix A, theorem 1); TLA+ {@code Idempotence}: instances composed are one Abstract
 * instance. Commit Order and Abort Order then hold over all instances at once.
 *
 * <p>What has been committed in an instance is a prefix of every abort history of it (Abort Order), so of every valid
 * init history of the next, so of what these have in common, so of every commit and abort history there (Init Order),
 * and so on. Hence every commit history must be a prefix of every commit, abort and accepted init history of every
 * later instance; what concerns one instance only is left to the other properties.
 */
public final class Idempotence implements AbstractProperty {
    @Override
    public String identifier() {
        return "A.Theorem1 Idempotence";
    }

    @Override
    public String formula() {
        return "Idempotence";
    }

    @Override
    public PropertyResult check(AbstractRun run) {
        PropertyResult.Collector found = new PropertyResult.Collector(identifier());
        List<Witness> later = new ArrayList<>();
        Optional<RequestHistory> common = Optional.empty();
        for (int instance : run.instances().descendingSet()) {
            for (Witness commit : run.commitHistories(instance)) {
                if (common.isPresent()) {
                    found.checked();
                    if (!commit.history().isPrefixOf(common.get())) {
                        found.violation(commit.isNoPrefixOf(Witness.against(commit.history(), later)));
                    }
                }
            }
            List<Witness> own = Stream.of(
                            run.commitHistories(instance), run.abortHistories(instance), run.initHistories(instance))
                    .flatMap(List::stream)
                    .toList();
            later.addAll(own);
            common = Stream.concat(common.stream(), Witness.commonPrefix(own).stream())
                    .reduce(RequestHistory::commonPrefix);
        }
        return found.result();
    }
}
