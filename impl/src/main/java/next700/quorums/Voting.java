package next700.quorums;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Servers that have votes, and quorums of those that have enough of them together: thresholds, where each has one, and weighted
 * majorities (Gifford 1979; the slides' "Weighted Majorities").
 *
 * @param votes by server, each at least 1
 * @param needed as many votes as make a quorum
 */
public record Voting(String title, List<Integer> votes, int needed) implements QuorumSystem {
    /** As many votes as are looked at: the time to count sets, and to find the lightest quorum, grows with them. */
    public static final int MOST_VOTES = 10_000;

    public Voting {
        votes = List.copyOf(votes);
        if (votes.isEmpty() || votes.size() > ServerSet.MOST) {
            throw new IllegalArgumentException(
                    "there must be from 1 to " + ServerSet.MOST + " servers, not " + votes.size());
        }
        for (int i = 0; i < votes.size(); i++) {
            if (votes.get(i) <= 0) {
                throw new IllegalArgumentException(
                        "server " + (i + 1) + " has weight " + votes.get(i) + "; weights are whole numbers above 0");
            }
        }
        long all = votes.stream().mapToLong(Integer::longValue).sum();
        if (all > MOST_VOTES) {
            throw new IllegalArgumentException("all weights together may be " + MOST_VOTES + ", not " + all);
        }
        if (needed < 1 || needed > all) {
            throw new IllegalArgumentException("a quorum of " + needed + " votes cannot be had where there are " + all);
        }
    }

    /** Any so many of n servers. */
    public static Voting anyOf(String title, int n, int size) {
        return new Voting(title, Collections.nCopies(n, 1), size);
    }

    private int votesOf(ServerSet servers) {
        int sum = 0;
        for (int server : servers.members()) {
            sum += votes.get(server);
        }
        return sum;
    }

    @Override
    public int servers() {
        return votes.size();
    }

    @Override
    public boolean isQuorum(ServerSet servers) {
        return votesOf(servers) >= needed;
    }

    @Override
    public Stream<ServerSet> minimal() {
        if (isSymmetric()) {
            return Subsets.servers(servers(), needed);
        }
        // Heavier servers first: once there are enough votes, the last server that was taken is the lightest, and
        // needed.
        List<Integer> order = IntStream.range(0, servers())
                .boxed()
                .sorted(Comparator.comparingInt((Integer server) -> -votes.get(server)))
                .toList();
        int[] after = new int[servers() + 1];
        for (int i = servers() - 1; i >= 0; i--) {
            after[i] = after[i + 1] + votes.get(order.get(i));
        }
        return minimal(order, after, 0, ServerSet.EMPTY, 0);
    }

    private Stream<ServerSet> minimal(List<Integer> order, int[] after, int next, ServerSet chosen, int sum) {
        if (sum >= needed) {
            return Stream.of(chosen);
        }
        if (next == servers() || sum + after[next] < needed) {
            return Stream.empty();
        }
        int server = order.get(next);
        return Stream.of(true, false)
                .flatMap(taken -> taken
                        ? minimal(order, after, next + 1, chosen.with(server), sum + votes.get(server))
                        : minimal(order, after, next + 1, chosen, sum));
    }

    /** Where each has one vote. */
    @Override
    public boolean isSymmetric() {
        return votes.stream().allMatch(each -> each == 1);
    }

    /** A knapsack: the least weight with which so many votes can be had. */
    @Override
    public ServerSet lightest(double[] weights) {
        double[] least = new double[needed + 1];
        ServerSet[] by = new ServerSet[needed + 1];
        for (int had = 1; had <= needed; had++) {
            least[had] = Double.POSITIVE_INFINITY;
        }
        by[0] = ServerSet.EMPTY;
        for (int server = 0; server < servers(); server++) {
            for (int had = needed; had >= 1; had--) {
                int before = Math.max(0, had - votes.get(server));
                if (least[before] + weights[server] < least[had]) {
                    least[had] = least[before] + weights[server];
                    by[had] = by[before].with(server);
                }
            }
        }
        return by[needed];
    }

    /** Sets are counted by their size and their votes, where more than are needed are as good as enough. */
    @Override
    public Profile profile() {
        BigInteger[][] ways = new BigInteger[servers() + 1][needed + 1];
        for (BigInteger[] row : ways) {
            java.util.Arrays.fill(row, BigInteger.ZERO);
        }
        ways[0][0] = BigInteger.ONE;
        for (int server = 0; server < servers(); server++) {
            for (int size = server; size >= 0; size--) {
                for (int had = 0; had <= needed; had++) {
                    if (ways[size][had].signum() > 0) {
                        int then = Math.min(needed, had + votes.get(server));
                        ways[size + 1][then] = ways[size + 1][then].add(ways[size][had]);
                    }
                }
            }
        }
        List<BigInteger> counts = new ArrayList<>();
        for (BigInteger[] row : ways) {
            counts.add(row[needed]);
        }
        return new Profile(counts);
    }
}
