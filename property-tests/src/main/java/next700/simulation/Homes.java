package next700.simulation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import next700.trial.mutation.Mutant;
import next700.trial.mutation.Mutants;

/** The simplest composition in which a guard is missed when it is gone: in it, runs come to the guard most often. */
final class Homes {
    private static final List<String> SIMPLEST_FIRST = List.of("quorum", "zlight", "chain", "azyzzyva");

    /**
     * Guards that are missed sooner in Backup after Backup: to bring a proof of an earlier instance of Backup takes a run
     * through five instances elsewhere, and few runs have Backup begin under a Byzantine primary.
     */
    private static final Set<String> OF_BACKUP_ALONE = Set.of("B.6.backup-switches-to", "B2.initialised");

    private static final Map<String, String> HOMES = find();

    private Homes() {}

    private static Map<String, String> find() {
        Map<String, String> homes = new HashMap<>();
        for (String name : SIMPLEST_FIRST) {
            for (Mutant mutant : Mutants.toBeFound(Arena.of(name, 1))) {
                homes.putIfAbsent(mutant.name(), name);
            }
        }
        OF_BACKUP_ALONE.forEach(guard -> homes.put(guard, "backup"));
        return homes;
    }

    /** The name of the composition; the one given where the guard is of none of the simple ones. */
    static String of(String guard, String otherwise) {
        return HOMES.getOrDefault(guard, otherwise);
    }
}
