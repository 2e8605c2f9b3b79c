package next700.protocol.register;

/**
 * What readers are promised (Lamport 1986, for many writers): each includes those before it.
 *
 * <p>A read is concurrent with a write if neither returned before the other was called.
 */
public enum Guarantee {
    /** A read that is concurrent with no write returns the last value of some order of the writes before it. */
    SAFE,
    /** And one that is concurrent with writes returns such a value, or one that is being written. */
    REGULAR,
    /** And all operations together are those of one register, each at one moment between its call and its return. */
    ATOMIC
}
