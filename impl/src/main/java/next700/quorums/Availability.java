package next700.quorums;

import java.util.Optional;
import java.util.stream.IntStream;

/** Whether some quorum is left, whatever fails (D2, M2 and O3 of Malkhi and Reiter). */
public final class Availability {
    private Availability() {}

    /** The smallest set of servers that may fail and then leaves no quorum, if there is one. */
    public static Optional<ServerSet> broken(QuorumSystem system, FailProne failing) {
        return switch (failing) {
            case FailProne.Sets sets ->
                sets.maximal()
                        .filter(failed -> !isLeft(system, failed))
                        .map(failed -> leastOf(system, failed))
                        .sorted()
                        .findFirst();
            case FailProne.UpTo upTo -> smallestHit(system, upTo.f());
        };
    }

    private static boolean isLeft(QuorumSystem system, ServerSet failed) {
        return system.isQuorum(system.everyone().minus(failed));
    }

    /** Of these servers as few as will do. */
    private static ServerSet leastOf(QuorumSystem system, ServerSet failed) {
        return IntStream.rangeClosed(0, failed.size())
                .boxed()
                .flatMap(size -> Subsets.ofSize(failed.size(), size))
                .map(chosen -> ServerSet.of(
                        IntStream.of(chosen).map(i -> failed.members().get(i)).toArray()))
                .filter(set -> !isLeft(system, set))
                .findFirst()
                .orElse(failed);
    }

    /** Of the sets of at most so many servers, the first that leaves no quorum; counting quorums says how large it must be. */
    private static Optional<ServerSet> smallestHit(QuorumSystem system, int most) {
        int least = system instanceof Listed ? 0 : system.profile().resilience() + 1;
        return IntStream.rangeClosed(least, most)
                .boxed()
                .flatMap(size -> Subsets.servers(system.servers(), size))
                .filter(failed -> !isLeft(system, failed))
                .findFirst();
    }
}
