package next700.protocol.backup;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import next700.protocol.Bytes;
import next700.protocol.ClientId;
import next700.protocol.Digest;
import next700.protocol.History;
import next700.protocol.Request;
import next700.protocol.ordering.OrderedApplication;

/** The state of Backup, for replicas that fell behind: what was executed, and how much of it has committed here. */
record BackupState(History history, int initLength, boolean initialised, long k, Set<Integer> committed)
        implements OrderedApplication.State {
    /** Initialised, the init history's length, k, and the numbers of commits and of requests. */
    private static final int HEADER_BYTES = 1 + Integer.BYTES + Long.BYTES + 2 * Integer.BYTES;

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
        int size = HEADER_BYTES + committed.size() * Integer.BYTES;
        for (Request request : requests) {
            size += REQUEST_BYTES + request.operation().length();
        }
        ByteBuffer buffer = ByteBuffer.allocate(size);
        buffer.put((byte) (initialised ? 1 : 0)).putInt(initLength).putLong(k).putInt(committed.size());
        new TreeSet<>(committed).forEach(buffer::putInt);
        buffer.putInt(requests.size());
        for (Request request : requests) {
            byte[] operation = request.operation().toByteArray();
            buffer.putInt(request.client().number()).putLong(request.timestamp());
            buffer.putInt(operation.length).put(operation);
        }
        return Bytes.copyOf(buffer.array());
    }

    /** The state of a snapshot from an untrusted source; absent if it is none. */
    static Optional<BackupState> read(Bytes snapshot) {
        try {
            ByteBuffer buffer = ByteBuffer.wrap(snapshot.toByteArray());
            boolean initialised = buffer.get() == 1;
            int initLength = buffer.getInt();
            long k = buffer.getLong();
            Set<Integer> committed = new TreeSet<>();
            for (int left = buffer.getInt(); left > 0; left--) {
                committed.add(buffer.getInt());
            }
            History history = History.EMPTY;
            for (int left = buffer.getInt(); left > 0; left--) {
                ClientId client = new ClientId(buffer.getInt());
                long timestamp = buffer.getLong();
                history = history.append(new Request(client, timestamp, operation(buffer)));
            }
            return Optional.of(new BackupState(history, initLength, initialised, k, committed));
        } catch (BufferUnderflowException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Bytes operation(ByteBuffer buffer) {
        int length = buffer.getInt();
        if (length < 0 || length > buffer.remaining()) {
            throw new IllegalArgumentException("an operation leads outside of the snapshot");
        }
        byte[] operation = new byte[length];
        buffer.get(operation);
        return Bytes.copyOf(operation);
    }
}
