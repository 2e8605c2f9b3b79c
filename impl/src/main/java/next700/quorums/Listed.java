package next700.quorums;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/**
 * A system given by its quorums.
 *
 * @param quorums those that contain no other, the smaller first
 */
public record Listed(String title, int servers, List<ServerSet> quorums) implements QuorumSystem {
    /** As many servers as all of whose sets are counted. */
    public static final int MOST_COUNTED = 20;

    public Listed {
        if (servers < 1 || servers > ServerSet.MOST) {
            throw new IllegalArgumentException(
                    "there must be from 1 to " + ServerSet.MOST + " servers, not " + servers);
        }
        if (quorums.isEmpty()) {
            throw new IllegalArgumentException(title + ": there is no quorum");
        }
        ServerSet all = ServerSet.first(servers);
        for (ServerSet quorum : quorums) {
            if (!all.containsAll(quorum)) {
                throw new IllegalArgumentException("the quorum " + quorum + " has servers beyond the " + servers);
            }
        }
        quorums = minimalOf(quorums);
    }

    static List<ServerSet> minimalOf(List<ServerSet> sets) {
        List<ServerSet> minimal = new ArrayList<>();
        for (ServerSet set : sets.stream().distinct().sorted().toList()) {
            if (minimal.stream().noneMatch(set::containsAll)) {
                minimal.add(set);
            }
        }
        return List.copyOf(minimal);
    }

    @Override
    public boolean isQuorum(ServerSet set) {
        return quorums.stream().anyMatch(set::containsAll);
    }

    @Override
    public Stream<ServerSet> minimal() {
        return quorums.stream();
    }

    /** Nobody looks for renamings. */
    @Override
    public boolean isSymmetric() {
        return false;
    }

    @Override
    public ServerSet lightest(double[] weights) {
        return quorums.stream()
                .min(java.util.Comparator.comparingDouble(quorum -> Grid.weight(quorum, weights)))
                .orElseThrow();
    }

    /**
     * By looking at every set of servers.
     *
     * @throws IllegalArgumentException if there are too many servers for that
     */
    @Override
    public Profile profile() {
        if (servers > MOST_COUNTED) {
            throw new IllegalArgumentException("the sets of " + servers + " servers are too many to look at each; of "
                    + MOST_COUNTED + " they are not");
        }
        List<BigInteger> counts = new ArrayList<>(Collections.nCopies(servers + 1, BigInteger.ZERO));
        for (long bits = 0; bits < 1L << servers; bits++) {
            if (isQuorum(new ServerSet(bits, 0))) {
                counts.set(Long.bitCount(bits), counts.get(Long.bitCount(bits)).add(BigInteger.ONE));
            }
        }
        return new Profile(counts);
    }
}
