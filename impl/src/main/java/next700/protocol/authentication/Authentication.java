package next700.protocol.authentication;

import next700.process.Digest;
import next700.process.Group;
import next700.process.ProcessId;

/**
 * The keys of one process: what it can prove about itself, and what it can believe of others. MACs and signatures are
 * taken over the digest of what is said (thesis B.1).
 *
 * <p>Real keys stand behind it on the network, ideal tokens in the simulator.
 */
public interface Authentication {
    /** A MAC by this process that {@code receiver} can check. */
    Mac mac(Digest content, ProcessId receiver);

    /** Whether {@code maker} made this MAC over this content for this process. */
    boolean verify(Digest content, ProcessId maker, Mac mac);

    /** This process' signature. */
    Signature sign(Digest content);

    /** Whether {@code maker} signed this content: a replica, or, where they have keys to sign with, a client. */
    boolean verify(Digest content, ProcessId maker, Signature signature);

    /** A MAC for each replica of the group. */
    default Authenticator authenticator(Digest content, Group group) {
        return new Authenticator(
                group.replicas().stream().map(replica -> mac(content, replica)).toList());
    }
}
