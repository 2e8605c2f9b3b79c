package next700.runtime;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import next700.crypto.Keys;
import next700.process.Bytes;
import next700.process.Digest;
import next700.process.Group;
import next700.process.ReplicaId;
import next700.recording.StepFiles;
import next700.recording.StepRecorder;
import next700.storage.DurableStore;
import next700.storage.LogIdentity;
import next700.storage.StorageException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What hosts check and open before they start. */
final class Startup {
    private static final Logger LOG = LoggerFactory.getLogger(Startup.class);

    private Startup() {}

    static void checkGroup(Keys keys, Group group, Path directory) throws RuntimeFailure {
        if (!keys.verifying().keySet().equals(new TreeSet<>(group.replicas()))) {
            throw new RuntimeFailure(directory + ": the keys are for the replicas "
                    + keys.verifying().keySet() + ", not for " + group.replicas());
        }
    }

    static DurableStore openStore(ReplicaOptions options, Vocabulary words, Keys keys)
            throws RuntimeFailure, StorageException {
        LogIdentity identity = new LogIdentity(
                cluster(keys), words.protocol(), words.version(), options.self().name());
        try {
            DurableStore store = new DurableStore(options.storeFile(), identity, words.stored(), options.forces());
            if (store.tornBytes() > 0) {
                LOG.warn(
                        "{}: cut {} bytes off its end, of a batch that was torn in a crash and never acted upon",
                        options.storeFile(),
                        store.tornBytes());
            }
            if (!store.recovered().values().isEmpty()) {
                LOG.info(
                        "{}: back with {} values that it had stored",
                        options.self(),
                        store.recovered().values().size());
            }
            return store;
        } catch (IOException e) {
            throw new RuntimeFailure(options.storeFile() + ": cannot be read or written: " + e, e);
        }
    }

    /** No two clusters have the same keys. */
    private static Digest cluster(Keys keys) {
        Digest.Builder digest = Digest.of("CLUSTER");
        for (Map.Entry<ReplicaId, Bytes> key : keys.verifying().entrySet()) {
            digest.add(key.getKey()).add(key.getValue());
        }
        return digest.digest();
    }

    static void close(DurableStore store) {
        try {
            store.close();
        } catch (IOException e) {
            LOG.warn("a log could not be closed", e);
        }
    }

    static StepRecorder openSteps(Optional<Path> file, Vocabulary words) throws RuntimeFailure {
        if (file.isEmpty()) {
            return StepRecorder.NOTHING;
        }
        try {
            return StepFiles.write(file.get(), words.steps());
        } catch (IOException e) {
            throw new RuntimeFailure(file.get() + ": cannot be written: " + e, e);
        }
    }
}
