package next700.protocol.backup;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import next700.protocol.Bytes;
import next700.protocol.ClientId;
import next700.protocol.Digest;
import next700.protocol.History;
import next700.protocol.InstanceId;
import next700.protocol.Request;
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
    /** Initialised, the init history's length, k, and the numbers of commits and of requests. */
    private static final int HEADER_BYTES = 1 + Integer.BYTES + Long.BYTES + 2 * Integer.BYTES;

    /** Instance, length, two digests, and the numbers of signatures and of the image's bytes. */
    private static final int BASE_BYTES = 2 * Long.BYTES + 2 * Digest.SIZE_BYTES + 2 * Integer.BYTES;

    /** Client, timestamp, and the operation's length. */
    private static final int REQUEST_BYTES = 2 * Integer.BYTES + Long.BYTES;

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
        List<Request> requests = history.requests();
        Bytes imageBytes = image.bytes();
        int size = HEADER_BYTES + committed.size() * Integer.BYTES + BASE_BYTES + imageBytes.length();
        if (history.certificate().isPresent()) {
            for (Signature signature : history.certificate().get().signatures()) {
                size += Integer.BYTES + signature.value().length();
            }
        }
        for (Request request : requests) {
            size += REQUEST_BYTES + request.operation().length();
        }
        ByteBuffer buffer = ByteBuffer.allocate(size);
        buffer.put((byte) (initialised ? 1 : 0)).putInt(initLength).putLong(k).putInt(committed.size());
        new TreeSet<>(committed).forEach(buffer::putInt);
        history.certificate().ifPresentOrElse(certificate -> put(buffer, certificate), () -> buffer.putInt(0));
        put(buffer, imageBytes);
        buffer.putInt(requests.size());
        for (Request request : requests) {
            buffer.putInt(request.client().number()).putLong(request.timestamp());
            put(buffer, request.operation());
        }
        return Bytes.copyOf(Arrays.copyOf(buffer.array(), buffer.position()));
    }

    /** Its length says that there is one: it is never 0. */
    private static void put(ByteBuffer buffer, Certificate certificate) {
        buffer.putInt(certificate.length()).putLong(certificate.instance().number());
        buffer.put(certificate.history().value().toByteArray());
        buffer.put(certificate.image().value().toByteArray());
        buffer.putInt(certificate.signatures().size());
        certificate.signatures().forEach(signature -> put(buffer, signature.value()));
    }

    private static void put(ByteBuffer buffer, Bytes bytes) {
        buffer.putInt(bytes.length()).put(bytes.toByteArray());
    }

    /**
     * The state of a snapshot from an untrusted source; absent if it is none.
     *
     * @param kind any state of the service
     */
    static Optional<BackupState> read(Bytes snapshot, Service kind) {
        try {
            ByteBuffer buffer = ByteBuffer.wrap(snapshot.toByteArray());
            boolean initialised = buffer.get() == 1;
            int initLength = buffer.getInt();
            long k = buffer.getLong();
            Set<Integer> committed = new TreeSet<>();
            for (int left = buffer.getInt(); left > 0; left--) {
                committed.add(buffer.getInt());
            }
            History base = base(buffer);
            Optional<Image> image = Image.read(bytes(buffer, buffer.getInt()), kind);
            History history = base;
            for (int left = buffer.getInt(); left > 0; left--) {
                ClientId client = new ClientId(buffer.getInt());
                long timestamp = buffer.getLong();
                history = history.append(new Request(client, timestamp, bytes(buffer, buffer.getInt())));
            }
            if (image.isEmpty() || initLength < base.length() || initLength > history.length()) {
                return Optional.empty();
            }
            return Optional.of(new BackupState(history, image.get(), initLength, initialised, k, committed));
        } catch (BufferUnderflowException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static History base(ByteBuffer buffer) {
        int length = buffer.getInt();
        if (length == 0) {
            return History.EMPTY;
        }
        InstanceId instance = new InstanceId(buffer.getLong());
        Digest history = digest(buffer);
        Digest image = digest(buffer);
        List<Signature> signatures = new ArrayList<>();
        for (int left = buffer.getInt(); left > 0; left--) {
            signatures.add(new Signature(bytes(buffer, buffer.getInt())));
        }
        return History.at(new Certificate(instance, length, history, image, signatures));
    }

    private static Digest digest(ByteBuffer buffer) {
        return new Digest(bytes(buffer, Digest.SIZE_BYTES));
    }

    private static Bytes bytes(ByteBuffer buffer, int length) {
        if (length < 0 || length > buffer.remaining()) {
            throw new IllegalArgumentException("a field leads outside of the snapshot");
        }
        byte[] field = new byte[length];
        buffer.get(field);
        return Bytes.copyOf(field);
    }
}
