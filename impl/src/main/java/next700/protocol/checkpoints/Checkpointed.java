package next700.protocol.checkpoints;

import next700.protocol.abstraction.Protocol;

/** A protocol whose replicas take checkpoints. */
public interface Checkpointed extends Protocol {
    /** CHK, the requests from one checkpoint to the next. */
    int checkpointInterval();
}
