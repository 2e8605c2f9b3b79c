package next700.protocol.authentication;

import next700.process.Bytes;

/** {@code ⟨m⟩_{σ_p}}: a signature that only {@code p} can make and everyone can verify. */
public record Signature(Bytes value) {
    @Override
    public String toString() {
        return "signature";
    }
}
