package next700.process;

import java.util.List;
import java.util.stream.IntStream;

/**
 * The replicas of a service, and how many of them may be faulty. How large the sets are that a protocol's proofs lean on is
 * the protocol's own: it extends this by {@link Threshold} methods.
 */
public interface Group {
    /** How many replicas may be faulty. */
    int f();

    /** How many replicas there are. */
    int size();

    /** {@code r1} to {@code rn}. */
    default List<ReplicaId> replicas() {
        return IntStream.rangeClosed(1, size()).mapToObj(ReplicaId::new).toList();
    }

    default boolean contains(ReplicaId replica) {
        return replica.number() <= size();
    }
}
