package next700.protocol.abstraction;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import next700.process.ClientId;
import next700.process.ReplicaId;
import next700.protocol.authentication.Authentication;

/** An implementation of Abstract: how to make its replicas and clients. */
public interface Protocol {
    String name();

    /** One-way messages on the critical path from an invocation to its commit, which timer T allows for. */
    int messageDelays(ByzantineGroup group);

    /**
     * Makes a replica.
     *
     * @param speculation where the replica's execution stood in the instance before
     */
    InstanceReplica replica(Setting<ReplicaId> setting, Timing timing, Speculation speculation);

    InstanceClient client(Setting<ClientId> setting, Timing timing);

    /** The packages that the protocol is made of: its own, and those that it shares with others. */
    List<String> packages();

    /** The packages of some classes, and what all implementations of Abstract are made of. */
    static List<String> packagesOf(Class<?>... classes) {
        return Stream.concat(Stream.of(Protocol.class, Authentication.class), Arrays.stream(classes))
                .map(Class::getPackageName)
                .distinct()
                .toList();
    }
}
