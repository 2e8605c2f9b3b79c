package next700.protocol.checkpoints;

import next700.protocol.abstraction.InstanceMessage;

/** What replicas tell one another about checkpoints. */
public sealed interface CheckpointMessage extends InstanceMessage permits Checkpoint, Fetch, Fetched {}
