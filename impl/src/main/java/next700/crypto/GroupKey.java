package next700.crypto;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import next700.process.Bytes;
import next700.process.Digest;
import next700.protocol.authentication.Mac;

/**
 * What the members of one group share, and nobody else has: who proves that it holds the key is one of them.
 *
 * <p>One key for all, where the replicas of {@link KeyDirectory} have one for each pair: members of such a group are trusted not to
 * lie, about their names as about everything else, and those who join later need not be known beforehand.
 *
 * <p>Its file has the 64 hexadecimal digits of the key in one line, and is its owner's alone.
 */
public final class GroupKey {
    private static final HexFormat HEX = HexFormat.of();
    private static final int FILE_BYTES = 2 * Keys.SIZE_BYTES;
    private static final int ATTEMPTS = 3;

    private final byte[] key;

    private GroupKey(byte[] key) {
        this.key = key;
    }

    /** A key that there was not before. */
    public static GroupKey random() {
        byte[] key = new byte[Keys.SIZE_BYTES];
        new SecureRandom().nextBytes(key);
        return new GroupKey(key);
    }

    /** Reads the key of a file. */
    public static GroupKey load(Path file) throws KeyFileException {
        SecretFile.requirePrivate(file);
        try {
            if (Files.size(file) > FILE_BYTES + 2) {
                throw new KeyFileException(file, "longer than a key");
            }
            String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).strip();
            if (text.length() != FILE_BYTES) {
                throw new KeyFileException(
                        file, "a key has " + FILE_BYTES + " hexadecimal digits, not " + text.length());
            }
            return new GroupKey(HEX.parseHex(text));
        } catch (IllegalArgumentException e) {
            throw new KeyFileException(file, "a key is written in hexadecimal digits");
        } catch (IOException e) {
            throw new KeyFileException(file, "cannot be read: " + e);
        }
    }

    /** Reads the key of a file, which is made, with a new key, if there is none. Of several processes that do so, all get the same. */
    public static GroupKey loadOrMake(Path file) throws KeyFileException {
        try {
            for (int i = 0; i < ATTEMPTS && !Files.exists(file); i++) {
                make(file);
            }
        } catch (IOException e) {
            throw new KeyFileException(file, "cannot be written: " + e);
        }
        return load(file);
    }

    /** It is there only when it is whole: a link to a file that has been written, and fails if another process was first. */
    private static void make(Path file) throws IOException {
        Path directory = file.toAbsolutePath().getParent();
        Files.createDirectories(directory);
        Path whole = directory.resolve(file.getFileName() + "."
                + ProcessHandle.current().pid() + "." + Thread.currentThread().threadId());
        Files.deleteIfExists(whole);
        SecretFile.create(whole, List.of(HEX.formatHex(random().key)), SecretFile.Mode.SECRET);
        try {
            Files.createLink(file, whole);
        } catch (FileAlreadyExistsException e) {
            return;
        } catch (UnsupportedOperationException e) {
            Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(whole);
        }
    }

    /**
     * The key of a group without one of its own, which its members on this machine share if they are of one user: {@code
     * ~/.next700/NAME.key}, made when it is first needed.
     */
    public static Path fileOf(String group) {
        String name = group.matches("[A-Za-z0-9_-]{1,64}")
                ? group
                : Digest.of("GROUP").add(Bytes.utf8(group)).digest().toString();
        return Path.of(System.getProperty("user.home"), ".next700", name + ".key");
    }

    /** That the holder of this key said so. */
    public Mac mac(Digest content) {
        return new Mac(Bytes.copyOf(tag(content)));
    }

    /** Whether a holder of this key said so. */
    public boolean verifies(Digest content, Mac mac) {
        return MessageDigest.isEqual(tag(content), mac.tag().toByteArray());
    }

    private byte[] tag(Digest content) {
        return new Cmac(key).tag(content.value().toByteArray());
    }

    /** Says nothing about the key. */
    @Override
    public String toString() {
        return "a group's key";
    }
}
