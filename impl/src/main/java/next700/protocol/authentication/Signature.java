package next700.protocol.authentication;

import next700.process.Bound;
import next700.process.Bytes;

/** {@code ⟨m⟩_{σ_p}}: a signature that only {@code p} can make and everyone can verify. */
public record Signature(
        @Bound(min = Signature.SIZE_BYTES, max = Signature.SIZE_BYTES)
        Bytes value) {
    /** Of Ed25519. */
    public static final int SIZE_BYTES = 64;

    @Override
    public String toString() {
        return "signature";
    }
}
