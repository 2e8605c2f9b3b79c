package next700.protocol;

import java.util.Optional;

/** A message that may bring an init history along (thesis B.6). */
public interface InitCarrier extends Message {
    /** What proves the init history; absent if the message brings none. */
    Optional<InitProof> init();
}
