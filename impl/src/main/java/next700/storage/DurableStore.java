package next700.storage;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import next700.process.Bytes;
import next700.process.Effect;
import next700.process.Stored;
import next700.wire.FrameCodec;
import next700.wire.FrameLimits;
import next700.wire.MalformedFrameException;
import next700.wire.RecordCodec;

/**
 * Records by name, that survive the process and the machine: each change is appended to a log, many at a time, and the log is
 * written anew when most of it is of no more use.
 *
 * <p>{@link #note} only notes what is to be done; {@link #commit} makes all of it durable at once, or none of it. Of one thread.
 */
public final class DurableStore implements AutoCloseable {
    /** Of the batches of a log: what is in them was written here. */
    private static final FrameLimits LIMITS = new FrameLimits(1 << 30, 1 << 26);

    /** A log is not written anew before it is this long, and four times as long as it would then be. */
    private static final long COMPACTED_FROM_BYTES = 1 << 20;

    private static final int COMPACTED_FROM_TIMES = 4;

    /** About what a batch has in it when the log is written anew. */
    private static final int BATCH_BYTES = 1 << 20;

    /** What happens to a name. */
    sealed interface Change {
        String name();

        /**
         * A value takes the name's place.
         *
         * @param kind the place of the value's class among those that can be stored
         */
        record Put(String name, int kind, Bytes value) implements Change {}

        record Erase(String name) implements Change {}
    }

    /** Changes that are durable together. */
    record Batch(List<Change> changes) {}

    private static final RecordCodec<Batch> BATCHES = new RecordCodec<>(Batch.class, List.of(), LIMITS);

    private final Path file;
    private final WriteAheadLog log;
    private final List<Kind<?>> kinds = new ArrayList<>();
    private final Map<Class<?>, Integer> numbers = new HashMap<>();
    private final SortedMap<String, Change.Put> live = new TreeMap<>();
    private final List<Change> uncommitted = new ArrayList<>();
    private final Stored recovered;
    private final long tornBytes;
    private long liveBytes;

    private record Kind<T>(Class<T> type, RecordCodec<T> codec) {
        static <T> Kind<T> of(Class<T> type) {
            return new Kind<>(type, new RecordCodec<>(type, FrameCodec.NAMES, LIMITS));
        }

        Bytes encode(Record value) {
            return Bytes.copyOf(codec.encode(type.cast(value)));
        }
    }

    /**
     * Opens a store, or makes it where there is none.
     *
     * @param types the records that can be stored; the place of each is its number in the log
     * @param forces whether what is committed survives the machine, or only the process
     * @throws StorageException if it is another's log, of a newer version, damaged, or in use; it stays as it is
     */
    public DurableStore(Path file, LogIdentity identity, List<Class<?>> types, boolean forces)
            throws IOException, StorageException {
        this.file = file;
        for (Class<?> type : types) {
            numbers.put(type, kinds.size());
            kinds.add(Kind.of(type));
        }
        WriteAheadLog.Opened opened = WriteAheadLog.open(file, identity, forces);
        this.log = opened.log();
        this.tornBytes = opened.tornBytes();
        try {
            for (byte[] batch : opened.batches()) {
                BATCHES.decode(batch).changes().forEach(this::apply);
            }
            SortedMap<String, Record> values = new TreeMap<>();
            for (Change.Put put : live.values()) {
                values.put(put.name(), decode(put));
            }
            this.recovered = new Stored(values);
        } catch (StorageException e) {
            log.close();
            throw e;
        } catch (MalformedFrameException e) {
            log.close();
            throw new StorageException(file, "what is stored is not what this program stores: " + e.getMessage());
        }
    }

    private Record decode(Change.Put put) throws StorageException {
        if (put.kind() >= kinds.size()) {
            throw new StorageException(
                    file, "'" + put.name() + "' is of a kind that this program does not know (" + put.kind() + ")");
        }
        Kind<?> kind = kinds.get(put.kind());
        try {
            return (Record) kind.codec().decode(put.value().toByteArray());
        } catch (MalformedFrameException e) {
            throw new StorageException(
                    file, "'" + put.name() + "' is no " + kind.type().getSimpleName() + ": " + e.getMessage());
        }
    }

    /** What former lives had stored when this was opened. */
    public Stored recovered() {
        return recovered;
    }

    /** How many bytes of a batch that was never durable were cut off the log when this was opened. */
    public long tornBytes() {
        return tornBytes;
    }

    /**
     * Notes what is to be stored, or erased.
     *
     * @throws IllegalArgumentException if a value is of a class that was not declared, or has no encoding
     */
    public void note(Effect effect) {
        switch (effect) {
            case Effect.Store store -> uncommitted.add(put(store.name(), store.value()));
            case Effect.Erase erase -> uncommitted.add(new Change.Erase(erase.name()));
            default -> throw new IllegalArgumentException(effect + " stores nothing");
        }
    }

    private Change put(String name, Record value) {
        Integer number = numbers.get(value.getClass());
        if (number == null) {
            throw new IllegalArgumentException(
                    value.getClass().getTypeName() + ", of '" + name + "', is not declared among what is stored");
        }
        return new Change.Put(name, number, kinds.get(number).encode(value));
    }

    /** Makes durable what was noted; when this returns, it is. After a failure nothing can be committed any more. */
    public void commit() throws IOException {
        if (uncommitted.isEmpty()) {
            return;
        }
        log.append(BATCHES.encode(new Batch(uncommitted)));
        uncommitted.forEach(this::apply);
        uncommitted.clear();
        if (log.sizeBytes() > Math.max(COMPACTED_FROM_BYTES, COMPACTED_FROM_TIMES * liveBytes)) {
            compact();
        }
    }

    private void apply(Change change) {
        Change.Put before = change instanceof Change.Put put ? live.put(put.name(), put) : live.remove(change.name());
        liveBytes += change instanceof Change.Put put ? bytes(put) : 0;
        liveBytes -= before == null ? 0 : bytes(before);
    }

    private static long bytes(Change.Put put) {
        return (long) put.name().length() + put.value().length();
    }

    private void compact() throws IOException {
        List<byte[]> batches = new ArrayList<>();
        List<Change> batch = new ArrayList<>();
        long bytes = 0;
        for (Change.Put put : live.values()) {
            batch.add(put);
            bytes += bytes(put);
            if (bytes >= BATCH_BYTES) {
                batches.add(BATCHES.encode(new Batch(batch)));
                batch = new ArrayList<>();
                bytes = 0;
            }
        }
        if (!batch.isEmpty()) {
            batches.add(BATCHES.encode(new Batch(batch)));
        }
        log.replace(batches);
    }

    /** What was noted and not committed is lost. */
    @Override
    public void close() throws IOException {
        log.close();
    }
}
