package next700.protocol.abstraction;

import java.util.Optional;

/** A message that may bring an init history along (thesis B.6). */
public interface InitCarrier extends InstanceMessage {
    /** What proves the init history; absent if the message brings none. */
    Optional<InitProof> init();
}
