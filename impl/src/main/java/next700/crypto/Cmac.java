package next700.crypto;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * AES-CMAC (NIST SP 800-38B, RFC 4493): a MAC of 16 bytes. It is one call of the JDK's AES in CBC mode, whose last block is
 * the tag, and so runs on the processor's AES instructions. It belongs to one thread.
 */
final class Cmac {
    static final int SIZE_BYTES = 16;

    private static final int POLYNOMIAL = 0x87;

    private final Cipher cbc;
    private final byte[] forWhole;
    private final byte[] forPadded;

    /** With a key of 16, 24 or 32 bytes. */
    Cmac(byte[] key) {
        try {
            cbc = Cipher.getInstance("AES/CBC/NoPadding");
            cbc.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new IvParameterSpec(new byte[SIZE_BYTES]));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has AES", e);
        }
        forWhole = doubled(lastBlock(new byte[SIZE_BYTES]));
        forPadded = doubled(forWhole);
    }

    /** The tag of a message. */
    byte[] tag(byte[] message) {
        int blocks = Math.max(1, (message.length + SIZE_BYTES - 1) / SIZE_BYTES);
        byte[] padded = Arrays.copyOf(message, blocks * SIZE_BYTES);
        byte[] mask = forWhole;
        if (padded.length > message.length) {
            padded[message.length] = (byte) 0x80;
            mask = forPadded;
        }
        int last = padded.length - SIZE_BYTES;
        for (int i = 0; i < SIZE_BYTES; i++) {
            padded[last + i] ^= mask[i];
        }
        return lastBlock(padded);
    }

    private byte[] lastBlock(byte[] blocks) {
        try {
            byte[] encrypted = cbc.doFinal(blocks);
            return Arrays.copyOfRange(encrypted, encrypted.length - SIZE_BYTES, encrypted.length);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("whole blocks can be encrypted", e);
        }
    }

    /** Multiplied by {@code x} in the field of 2^128 elements. */
    private static byte[] doubled(byte[] block) {
        byte[] doubled = new byte[SIZE_BYTES];
        for (int i = 0; i < SIZE_BYTES; i++) {
            int carry = i + 1 < SIZE_BYTES ? (block[i + 1] & 0x80) >>> 7 : 0;
            doubled[i] = (byte) (block[i] << 1 | carry);
        }
        if (block[0] < 0) {
            doubled[SIZE_BYTES - 1] = (byte) (doubled[SIZE_BYTES - 1] ^ POLYNOMIAL);
        }
        return doubled;
    }
}
