package next700.protocol.backup;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import next700.process.Bytes;
import next700.process.Digest;
import next700.protocol.abstraction.History;
import next700.protocol.abstraction.InstanceId;
import next700.protocol.abstraction.Request;
import next700.protocol.abstraction.SnapshotReader;
import next700.protocol.abstraction.SnapshotWriter;
import next700.protocol.authentication.Signature;
import next700.protocol.checkpoints.Certificate;
import next700.protocol.checkpoints.Image;
import next700.protocol.ordering.OrderedApplication;
import next700.service.Service;

/**
 * The state of Backup, for replicas that fell behind: what was executed, and how much of it has committed here.
 *
 * @param image what came of the requests that a checkpoint has cut off from the history
 */
record BackupState(History history, Image image, int initLength, boolean initialised, long k, Set<Integer> committed)
        implements OrderedApplication.State {
    @Override
    public Digest digest() {
        Digest.Builder digest = Digest.of("BACKUP-STATE")
                .add(history.digest())
                .add(initLength)
                .add(initialised ? 1 : 0)
                .add(k);
        new TreeSet<>(committed).forEach(digest::add);
        return digest.digest();
    }

    @Override
    public Bytes snapshot() {
        SnapshotWriter snapshot =
                new SnapshotWriter().put(initialised).put(initLength).put(k).put(committed.size());
        new TreeSet<>(committed).forEach(snapshot::put);
        history.certificate().ifPresentOrElse(certificate -> put(snapshot, certificate), () -> snapshot.put(0));
        snapshot.put(image.bytes());
        List<Request> requests = history.requests();
        snapshot.put(requests.size());
        requests.forEach(snapshot::put);
        return snapshot.bytes();
    }

    /** Its length says that there is one: it is never 0. */
    private static void put(SnapshotWriter snapshot, Certificate certificate) {
        snapshot.put(certificate.length())
                .put(certificate.instance().number())
                .put(certificate.history())
                .put(certificate.image())
                .put(certificate.signatures().size());
        certificate.signatures().forEach(signature -> snapshot.put(signature.value()));
    }

    /**
     * The state of a snapshot from an untrusted source; absent if it is none.
     *
     * @param kind any state of the service
     */
    static Optional<BackupState> read(Bytes bytes, Service kind) {
        try {
            SnapshotReader snapshot = new SnapshotReader(bytes);
            boolean initialised = snapshot.takeBoolean();
            int initLength = snapshot.takeInt();
            long k = snapshot.takeLong();
            Set<Integer> committed = new TreeSet<>();
            for (int left = snapshot.takeInt(); left > 0; left--) {
                committed.add(snapshot.takeInt());
            }
            History base = takeBase(snapshot);
            Optional<Image> image = Image.read(snapshot.takeBytes(), kind);
            History history = base;
            for (int left = snapshot.takeInt(); left > 0; left--) {
                history = history.append(snapshot.takeRequest());
            }
            if (image.isEmpty() || initLength < base.length() || initLength > history.length()) {
                return Optional.empty();
            }
            return Optional.of(new BackupState(history, image.get(), initLength, initialised, k, committed));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static History takeBase(SnapshotReader snapshot) {
        int length = snapshot.takeInt();
        if (length == 0) {
            return History.EMPTY;
        }
        InstanceId instance = new InstanceId(snapshot.takeLong());
        Digest history = snapshot.takeDigest();
        Digest image = snapshot.takeDigest();
        List<Signature> signatures = new ArrayList<>();
        for (int left = snapshot.takeInt(); left > 0; left--) {
            signatures.add(new Signature(snapshot.takeBytes()));
        }
        return History.at(new Certificate(instance, length, history, image, signatures));
    }
}
