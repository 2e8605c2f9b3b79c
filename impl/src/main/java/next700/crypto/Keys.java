package next700.crypto;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import next700.process.Bytes;
import next700.process.ProcessId;
import next700.process.ReplicaId;

/**
 * What one process knows: the secret it shares with each process it talks to, its private signing key if it is a
 * replica, and every replica's public key.
 *
 * @param shared 32 bytes for each peer; a replica shares one with itself too, for authenticators that cover everyone
 * @param signing the Ed25519 private key (its 32-byte seed); replicas only
 * @param verifying the 32-byte Ed25519 public keys
 */
public record Keys(
        ProcessId self, Map<ProcessId, Bytes> shared, Optional<Bytes> signing, Map<ReplicaId, Bytes> verifying) {
    /** Of every key. */
    public static final int SIZE_BYTES = 32;

    public Keys {
        shared = Collections.unmodifiableMap(new TreeMap<>(shared));
        verifying = Collections.unmodifiableMap(new TreeMap<>(verifying));
        shared.forEach(Keys::checkSize);
        verifying.forEach(Keys::checkSize);
        signing.ifPresent(key -> checkSize(self, key));
        if (signing.isPresent() != self instanceof ReplicaId) {
            throw new IllegalArgumentException("replicas sign, clients do not: " + self);
        }
    }

    private static void checkSize(ProcessId process, Bytes key) {
        if (key.length() != SIZE_BYTES) {
            throw new IllegalArgumentException(
                    "a key has " + SIZE_BYTES + " bytes, but that of " + process + " has " + key.length());
        }
    }

    /** Says whose keys they are, and nothing about them. */
    @Override
    public String toString() {
        return "keys of " + self;
    }
}
