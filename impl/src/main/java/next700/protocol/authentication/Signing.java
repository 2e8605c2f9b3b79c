package next700.protocol.authentication;

import next700.process.Digest;
import next700.process.ProcessId;
import next700.protocol.abstraction.ByzantineGroup;

/**
 * Puts proofs under what is said to one receiver: true ones in the names of those whose keys it has, and false ones in those of
 * others. With it, whoever changed a message makes it authentic again, as far as that can be.
 */
public interface Signing {
    /** Who speaks, where the message does not say. */
    ProcessId speaker();

    /** To whom the message goes. */
    ProcessId receiver();

    ByzantineGroup group();

    /** Whether its proofs in this name are true. */
    boolean has(ProcessId maker);

    Mac mac(ProcessId maker, Digest content, ProcessId receiver);

    Signature sign(ProcessId maker, Digest content);

    default Authenticator authenticator(ProcessId maker, Digest content) {
        return new Authenticator(group().replicas().stream()
                .map(replica -> mac(maker, content, replica))
                .toList());
    }
}
