package next700.protocol.checkpoints;

import next700.protocol.Message;

/** What replicas tell one another about checkpoints. */
public sealed interface CheckpointMessage extends Message permits Checkpoint, Fetch, Fetched {}
