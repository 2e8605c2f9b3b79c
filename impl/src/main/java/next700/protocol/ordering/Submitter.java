package next700.protocol.ordering;

import java.util.Optional;
import next700.process.Effects;
import next700.process.ReplicaId;
import next700.protocol.abstraction.InstanceTimer;

/** The part of a client that has a submission ordered. */
public interface Submitter {
    /** Sends a submission, and again for as long as it is not concluded. */
    void submit(Submission submission, Effects out);

    void onTimer(InstanceTimer timer, Effects out);

    /** Sends the submission to all replicas at once: it takes more of them to answer than one. */
    void insist(Effects out);

    /**
     * The client has its answer.
     *
     * @param leader what a correct replica said of whom to send to next, if anything
     */
    void conclude(Optional<ReplicaId> leader, Effects out);
}
