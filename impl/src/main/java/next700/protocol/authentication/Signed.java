package next700.protocol.authentication;

/** A message, or part of one, that carries MACs or a signature: it says over what, and in whose name. */
public interface Signed {
    /** The same with new proofs; proofs of several makers stay as they are where these keys are of no use. */
    Signed signedBy(Signing keys);
}
