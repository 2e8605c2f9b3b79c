package next700.protocol.backup;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
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
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeBoolean(initialised);
            out.writeInt(initLength);
            out.writeLong(k);
            out.writeInt(committed.size());
            for (int position : new TreeSet<>(committed)) {
                out.writeInt(position);
            }
            out.writeInt(history.length());
            for (Request request : history.requests()) {
                byte[] operation = request.operation().toByteArray();
                out.writeInt(request.client().number());
                out.writeLong(request.timestamp());
                out.writeInt(operation.length);
                out.write(operation);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("nothing can fail in memory", e);
        }
        return Bytes.copyOf(bytes.toByteArray());
    }

    /** The state of a snapshot from an untrusted source; absent if it is none. */
    static Optional<BackupState> read(Bytes snapshot) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(snapshot.toByteArray()))) {
            boolean initialised = in.readBoolean();
            int initLength = in.readInt();
            long k = in.readLong();
            Set<Integer> committed = new TreeSet<>();
            for (int left = in.readInt(); left > 0; left--) {
                committed.add(in.readInt());
            }
            History history = History.EMPTY;
            for (int left = in.readInt(); left > 0; left--) {
                ClientId client = new ClientId(in.readInt());
                long timestamp = in.readLong();
                byte[] operation = in.readNBytes(in.readInt());
                history = history.append(new Request(client, timestamp, Bytes.copyOf(operation)));
            }
            return Optional.of(new BackupState(history, initLength, initialised, k, committed));
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
