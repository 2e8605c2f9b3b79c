package next700.crypto;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import next700.process.Bytes;
import next700.process.ClientId;
import next700.process.Group;
import next700.process.ProcessId;
import next700.process.ReplicaId;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/**
 * The keys of a group of replicas and its clients, as files: {@code r1.secret}, {@code c1.secret}, ... for their
 * owners alone (mode 0600), and {@code replicas.public} for everyone. A process loads its own secret file only.
 *
 * <p>Every pair of processes that talk to each other has a random key of its own, which stands in the files of those
 * two and nowhere else: a process that is taken over gives away what it shares, and not what others do.
 *
 * <p>A file is lines of words: {@code process r1}, {@code signing <hex>}, {@code shared c1 <hex>}, and in the public
 * file {@code verifying r1 <hex>}; empty lines and lines that begin with {@code #} are passed over.
 */
public record KeyDirectory(Path directory) {
    private static final HexFormat HEX = HexFormat.of();
    private static final int MAX_FILE_BYTES = 1 << 20;

    /** The file with the secrets of one process. */
    public Path secretFile(ProcessId process) {
        return directory.resolve(process + ".secret");
    }

    /** The file with the public keys of all replicas. */
    public Path publicFile() {
        return directory.resolve("replicas.public");
    }

    /**
     * Makes new keys and writes them, over older ones if there are any.
     *
     * @param clients how many clients, from {@code c1} on
     */
    public static KeyDirectory generate(Path directory, Group group, int clients) throws IOException {
        Files.createDirectories(directory);
        KeyDirectory keys = new KeyDirectory(directory);
        SecureRandom random = new SecureRandom();
        List<ProcessId> processes = new ArrayList<>(group.replicas());
        IntStream.rangeClosed(1, clients).mapToObj(ClientId::new).forEach(processes::add);

        Map<ProcessId, List<String>> secrets = new TreeMap<>();
        for (ProcessId process : processes) {
            secrets.put(
                    process,
                    new ArrayList<>(List.of(
                            "# The secret keys of " + process + ". No other process may read them.",
                            "process " + process)));
        }
        List<String> verifying = new ArrayList<>(List.of("# The public keys of all replicas."));
        for (ReplicaId replica : group.replicas()) {
            var signing = new Ed25519PrivateKeyParameters(random);
            secrets.get(replica).add("signing " + HEX.formatHex(signing.getEncoded()));
            verifying.add("verifying " + replica + " "
                    + HEX.formatHex(signing.generatePublicKey().getEncoded()));
            for (ProcessId peer : processes) {
                if (peer.compareTo(replica) >= 0) {
                    byte[] key = new byte[Keys.SIZE_BYTES];
                    random.nextBytes(key);
                    secrets.get(replica).add("shared " + peer + " " + HEX.formatHex(key));
                    if (!peer.equals(replica)) {
                        secrets.get(peer).add("shared " + replica + " " + HEX.formatHex(key));
                    }
                }
            }
        }
        for (ProcessId process : processes) {
            write(keys.secretFile(process), secrets.get(process), SecretFile.Mode.SECRET);
        }
        write(keys.publicFile(), verifying, SecretFile.Mode.PUBLIC);
        return keys;
    }

    private static void write(Path file, List<String> lines, SecretFile.Mode mode) throws IOException {
        Files.deleteIfExists(file);
        SecretFile.create(file, lines, mode);
    }

    /** Loads what one process may know; refuses a file of secrets that others may read. */
    public Keys load(ProcessId self) throws KeyFileException {
        Map<ReplicaId, Bytes> verifying = loadPublic();
        Path file = secretFile(self);
        SecretFile.requirePrivate(file);
        Optional<ProcessId> owner = Optional.empty();
        Optional<Bytes> signing = Optional.empty();
        Map<ProcessId, Bytes> shared = new TreeMap<>();
        for (Line line : read(file)) {
            switch (line.word()) {
                case "process" -> owner = Optional.of(once(line, owner.isEmpty(), line.process(1)));
                case "signing" -> signing = Optional.of(once(line, signing.isEmpty(), line.key(1)));
                case "shared" -> {
                    ProcessId peer = line.process(1);
                    shared.put(peer, once(line, !shared.containsKey(peer), line.key(2)));
                }
                default -> throw line.wrong("expected 'process', 'signing' or 'shared', not '" + line.word() + "'");
            }
        }
        if (owner.isEmpty()) {
            throw new KeyFileException(file, "does not say whose keys these are ('process " + self + "' is missing)");
        }
        if (!owner.get().equals(self)) {
            throw new KeyFileException(file, "these are the keys of " + owner.get() + ", not of " + self);
        }
        if (signing.isPresent() != self instanceof ReplicaId) {
            throw new KeyFileException(
                    file, signing.isPresent() ? "a client has no signing key" : "the signing key is missing");
        }
        for (ReplicaId replica : verifying.keySet()) {
            if (!shared.containsKey(replica)) {
                throw new KeyFileException(file, "the key shared with " + replica + " is missing");
            }
        }
        checkBelongTogether(file, self, signing, verifying);
        return new Keys(self, shared, signing, verifying);
    }

    private void checkBelongTogether(
            Path file, ProcessId self, Optional<Bytes> signing, Map<ReplicaId, Bytes> verifying)
            throws KeyFileException {
        if (signing.isPresent()) {
            byte[] derived = new Ed25519PrivateKeyParameters(signing.get().toByteArray())
                    .generatePublicKey()
                    .getEncoded();
            if (!Bytes.copyOf(derived).equals(verifying.get(self))) {
                throw new KeyFileException(
                        file, "the signing key does not belong to the public key of " + self + " in " + publicFile());
            }
        }
    }

    private Map<ReplicaId, Bytes> loadPublic() throws KeyFileException {
        Map<ReplicaId, Bytes> verifying = new TreeMap<>();
        for (Line line : read(publicFile())) {
            if (!line.word().equals("verifying")) {
                throw line.wrong("expected 'verifying', not '" + line.word() + "'");
            }
            if (!(line.process(1) instanceof ReplicaId replica)) {
                throw line.wrong("only replicas have public keys");
            }
            Bytes key = line.key(2);
            if (!Ed25519.validatePublicKeyFull(key.toByteArray(), 0)) {
                throw line.wrong("this is not an Ed25519 public key");
            }
            verifying.put(replica, once(line, !verifying.containsKey(replica), key));
        }
        if (verifying.isEmpty()) {
            throw new KeyFileException(publicFile(), "there is no key in it");
        }
        return verifying;
    }

    private static <T> T once(Line line, boolean first, T value) throws KeyFileException {
        if (!first) {
            throw line.wrong("this stands in the file already");
        }
        return value;
    }

    private static List<Line> read(Path file) throws KeyFileException {
        List<String> text;
        try {
            if (Files.size(file) > MAX_FILE_BYTES) {
                throw new KeyFileException(file, "longer than " + MAX_FILE_BYTES + " bytes: not a key file");
            }
            text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1)
                    .lines()
                    .toList();
        } catch (NoSuchFileException e) {
            throw new KeyFileException(file, "there is no such file");
        } catch (IOException e) {
            throw new KeyFileException(file, "cannot be read: " + e);
        }
        List<Line> lines = new ArrayList<>();
        for (int i = 0; i < text.size(); i++) {
            if (!text.get(i).isBlank() && !text.get(i).startsWith("#")) {
                lines.add(new Line(file, i + 1, List.of(text.get(i).strip().split("\\s+"))));
            }
        }
        return lines;
    }

    private record Line(Path file, int number, List<String> words) {
        String word() {
            return words.get(0);
        }

        ProcessId process(int index) throws KeyFileException {
            try {
                return ProcessId.parse(at(index));
            } catch (IllegalArgumentException e) {
                throw wrong(e.getMessage());
            }
        }

        /** The key at an index, which must be the line's last word. */
        Bytes key(int index) throws KeyFileException {
            String hex = at(index);
            if (words.size() > index + 1) {
                throw wrong("more words than expected");
            }
            if (hex.length() != 2 * Keys.SIZE_BYTES) {
                throw wrong("a key has " + 2 * Keys.SIZE_BYTES + " hexadecimal digits, not " + hex.length());
            }
            try {
                return Bytes.copyOf(HEX.parseHex(hex));
            } catch (IllegalArgumentException e) {
                throw wrong("a key is written in hexadecimal digits");
            }
        }

        private String at(int index) throws KeyFileException {
            if (index >= words.size()) {
                throw wrong("fewer words than expected");
            }
            return words.get(index);
        }

        /** The exception for this line; it never shows the line itself, which may be a key. */
        KeyFileException wrong(String cause) {
            return new KeyFileException(file, number, cause);
        }
    }
}
