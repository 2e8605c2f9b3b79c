package next700.quorums;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A set of servers, which are numbered from 0.
 *
 * @param low a bit for each of the first 64 servers
 * @param high a bit for each of the next 64
 */
public record ServerSet(long low, long high) implements Comparable<ServerSet> {
    /** As many servers as a system can have. */
    public static final int MOST = 2 * Long.SIZE;

    public static final ServerSet EMPTY = new ServerSet(0, 0);

    /** The first servers, so many of them. */
    public static ServerSet first(int count) {
        if (count < 0 || count > MOST) {
            throw new IllegalArgumentException("there can be from 0 to " + MOST + " servers, not " + count);
        }
        return new ServerSet(ones(Math.min(count, Long.SIZE)), ones(Math.max(0, count - Long.SIZE)));
    }

    private static long ones(int count) {
        return count == Long.SIZE ? -1 : (1L << count) - 1;
    }

    public static ServerSet of(int... servers) {
        ServerSet set = EMPTY;
        for (int server : servers) {
            set = set.with(server);
        }
        return set;
    }

    public ServerSet with(int server) {
        if (server < 0 || server >= MOST) {
            throw new IllegalArgumentException("servers are numbered from 0 to " + (MOST - 1) + ", not " + server);
        }
        return server < Long.SIZE
                ? new ServerSet(low | (1L << server), high)
                : new ServerSet(low, high | (1L << (server - Long.SIZE)));
    }

    public boolean contains(int server) {
        return ((server < Long.SIZE ? low >>> server : high >>> (server - Long.SIZE)) & 1) == 1;
    }

    public ServerSet and(ServerSet other) {
        return new ServerSet(low & other.low, high & other.high);
    }

    public ServerSet or(ServerSet other) {
        return new ServerSet(low | other.low, high | other.high);
    }

    /** Those of this one that are not in the other. */
    public ServerSet minus(ServerSet other) {
        return new ServerSet(low & ~other.low, high & ~other.high);
    }

    public boolean containsAll(ServerSet other) {
        return other.minus(this).isEmpty();
    }

    public boolean isEmpty() {
        return (low | high) == 0;
    }

    public int size() {
        return Long.bitCount(low) + Long.bitCount(high);
    }

    /** In ascending order. */
    public List<Integer> members() {
        List<Integer> members = new ArrayList<>(size());
        for (long rest = low; rest != 0; rest &= rest - 1) {
            members.add(Long.numberOfTrailingZeros(rest));
        }
        for (long rest = high; rest != 0; rest &= rest - 1) {
            members.add(Long.SIZE + Long.numberOfTrailingZeros(rest));
        }
        return members;
    }

    /** The smaller set first; of two that are as large, the one with the earlier servers. */
    @Override
    public int compareTo(ServerSet other) {
        int bySize = Integer.compare(size(), other.size());
        if (bySize != 0) {
            return bySize;
        }
        long difference = low ^ other.low;
        if (difference != 0) {
            return (low & Long.lowestOneBit(difference)) != 0 ? -1 : 1;
        }
        difference = high ^ other.high;
        return difference == 0 ? 0 : (high & Long.lowestOneBit(difference)) != 0 ? -1 : 1;
    }

    /** With the names of the servers. */
    public String named(List<String> names) {
        return members().stream().map(names::get).collect(Collectors.joining(", ", "{", "}"));
    }

    /** As {@code {s1, s2}}. */
    @Override
    public String toString() {
        return named(IntStream.rangeClosed(1, MOST).mapToObj(i -> "s" + i).toList());
    }
}
