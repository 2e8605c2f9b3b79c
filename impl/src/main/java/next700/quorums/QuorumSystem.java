package next700.quorums;

import java.util.stream.Stream;

/** Sets of servers, closed upwards. Whether any two of them meet is for {@link Property} to say. */
public interface QuorumSystem {
    /** What it is, with its sizes, such as {@code grid 3 x 3, one row and one column}. */
    String title();

    /** How many servers there are, n. */
    int servers();

    /** Whether the servers contain a quorum. */
    boolean isQuorum(ServerSet servers);

    /** The quorums of which nothing can be left out, each once, one after the other. */
    Stream<ServerSet> minimal();

    /** A quorum whose servers have the least weight together. */
    ServerSet lightest(double[] weights);

    /** How many sets of each size are quorums. */
    Profile profile();

    /** Whether every minimal quorum becomes every other when servers are renamed: what holds of one of them holds of all. */
    boolean isSymmetric();

    /** c(Q): the size of the smallest quorum. */
    default int smallest() {
        double[] ones = new double[servers()];
        java.util.Arrays.fill(ones, 1);
        return lightest(ones).size();
    }

    default ServerSet everyone() {
        return ServerSet.first(servers());
    }
}
