package next700.quorums;

import java.util.List;
import java.util.stream.Stream;

/** Which servers may fail together (Malkhi and Reiter's fail-prone system): those of some set of it, and no others. */
public sealed interface FailProne {
    int servers();

    /** The largest sets that may fail, one after the other. */
    Stream<ServerSet> maximal();

    /** Whether so many sets of the system together contain all of these. */
    boolean covers(ServerSet servers, int sets);

    /** How many servers fail at most. */
    int most();

    String title();

    /** Any so many of n. */
    record UpTo(int servers, int f) implements FailProne {
        public UpTo {
            if (f < 0 || f > servers) {
                throw new IllegalArgumentException("of " + servers + " servers " + f + " cannot fail");
            }
        }

        @Override
        public Stream<ServerSet> maximal() {
            return Subsets.servers(servers, f);
        }

        @Override
        public boolean covers(ServerSet set, int sets) {
            return set.size() <= sets * f;
        }

        @Override
        public int most() {
            return f;
        }

        @Override
        public String title() {
            return "any " + f + " of " + servers + " servers fail";
        }
    }

    /** Sets that are named one by one; of those that contain others, the larger. */
    record Sets(int servers, List<ServerSet> sets) implements FailProne {
        public Sets {
            ServerSet all = ServerSet.first(servers);
            for (ServerSet set : sets) {
                if (!all.containsAll(set)) {
                    throw new IllegalArgumentException("the set " + set + " has servers beyond the " + servers);
                }
            }
            List<ServerSet> given = sets.stream().distinct().sorted().toList();
            sets = given.stream()
                    .filter(set -> given.stream().noneMatch(other -> !other.equals(set) && other.containsAll(set)))
                    .toList();
            if (sets.isEmpty()) {
                throw new IllegalArgumentException("there is no set that may fail, not even the empty one");
            }
        }

        @Override
        public Stream<ServerSet> maximal() {
            return sets.stream();
        }

        @Override
        public boolean covers(ServerSet set, int times) {
            return set.isEmpty()
                    || (times > 0
                            && sets.stream()
                                    .anyMatch(one -> !one.and(set).isEmpty() && covers(set.minus(one), times - 1)));
        }

        @Override
        public int most() {
            return sets.stream().mapToInt(ServerSet::size).max().orElse(0);
        }

        @Override
        public String title() {
            return sets.size() + " sets of " + servers + " servers may fail, of " + most() + " at most";
        }
    }
}
