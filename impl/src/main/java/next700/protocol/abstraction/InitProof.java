package next700.protocol.abstraction;

import next700.process.Digest;
import next700.protocol.authentication.Authentication;

/**
 * What comes with an init history and makes it valid (thesis B.6). The init history is what the proof yields, the same
 * for everyone; so it never travels on its own, where it could be another than the proven one.
 *
 * <p>A proof may come from a Byzantine client: it means nothing before {@link #initialises} holds.
 */
public interface InitProof {
    /** Whether the proof makes its history a valid init history of {@code instance}. */
    boolean initialises(InstanceId instance, ByzantineGroup group, Authentication authentication);

    /** The history that the proof yields. */
    History extract(ByzantineGroup group);

    /** Covers every signed message of the proof, signatures included. */
    Digest digest();

    /** Whether a correct replica of the instance before says that it stopped for lack of contention (3.5.1.3). */
    boolean lackedContention(ByzantineGroup group);
}
