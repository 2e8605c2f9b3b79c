package next700.network;

import java.util.List;
import java.util.Optional;
import next700.process.Automaton;
import next700.process.ClientId;
import next700.process.Group;
import next700.process.ReplicaId;
import next700.process.Stored;
import next700.runtime.Vocabulary;

/**
 * A protocol on a real network, for one number of faults: all that hosts must know to run its replicas and clients as
 * processes of their own, to record what they do, and to check it. Timers, links, files and chance are the hosts' business.
 *
 * <p>Links are those of {@code Lossy} trials: each connects two processes that proved to each other who they are, and loses
 * whatever is sent while the peer is away or does not read.
 */
public interface Networked {
    /** The replicas: how many there are, and how many of them may be faulty. */
    Group group();

    /** What its processes say to one another, store, and record: from these follow the formats on the wire and on the disk. */
    Vocabulary vocabulary();

    /**
     * Makes a replica.
     *
     * @param stored what its former lives stored; nothing in its first
     */
    Automaton replica(ReplicaId self, Environment here, Stored stored);

    /** Makes a client. It is told {@link next700.process.Input.Called}, one call at a time, and answers with notices. */
    Automaton client(ClientId self, Environment here);

    /**
     * What clients may ask for, the usual first; new ones each time, since they may count what they asked.
     *
     * @param keys over how many keys operations spread, where they have keys
     */
    List<Workload> workloads(int keys);

    /**
     * The runs by which the protocol is verified: without a failure, with a replica that is killed and comes back with what
     * it stored, and, if replicas store anything, with all of them killed at once.
     *
     * @param usual the load of a run without a failure
     */
    default List<Scenario> scenarios(Load usual) {
        ReplicaId killed = group().replicas().get(group().size() > 1 ? 1 : 0);
        Scenario quiet = Scenario.quiet(usual);
        Scenario crash = quiet.with("crash", List.of(Outage.of(killed)));
        return vocabulary().stored().isEmpty()
                ? List.of(quiet, crash)
                : List.of(quiet, crash, quiet.with("power-cut", List.of(Outage.of(group().replicas()))));
    }

    /** How its replicas lie, if the protocol is to bear that. */
    default Optional<LiarMaker> liars() {
        return Optional.empty();
    }
}
