package next700.protocol.authentication;

import next700.protocol.Bytes;

/** {@code ⟨m⟩_{μ_{p,q}}}: a message authentication code that only {@code p} and {@code q} can make. */
public record Mac(Bytes tag) {
    @Override
    public String toString() {
        return "mac";
    }
}
