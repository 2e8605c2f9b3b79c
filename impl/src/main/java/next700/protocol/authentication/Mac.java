package next700.protocol.authentication;

import next700.process.Bound;
import next700.process.Bytes;

/** {@code ⟨m⟩_{μ_{p,q}}}: a message authentication code that only {@code p} and {@code q} can make. */
public record Mac(
        @Bound(min = Mac.SIZE_BYTES, max = Mac.SIZE_BYTES) Bytes tag) {
    /** Of AES-CMAC. */
    public static final int SIZE_BYTES = 16;

    /** Fills a place where there is no MAC. */
    public static final Mac NONE = new Mac(Bytes.copyOf(new byte[SIZE_BYTES]));

    @Override
    public String toString() {
        return "mac";
    }
}
