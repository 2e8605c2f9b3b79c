package next700.protocol.checkpoints;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import next700.protocol.Bytes;
import next700.protocol.ClientId;
import next700.protocol.Digest;
import next700.protocol.Request;
import next700.service.Service;

/**
 * What came of the first requests of a history: the state of the service, and each client's last request with its reply.
 * It is all that execution and answers need of requests that are cut off.
 *
 * @param service the state
 * @param last by client
 */
public record Image(Service service, SortedMap<ClientId, Entry> last) {
    /**
     * A client's request with the highest timestamp.
     *
     * @param position where it stands in the history, from 1
     */
    public record Entry(Request request, int position, Bytes reply) {}

    /** Client, timestamp, position, and the lengths of operation and reply. */
    private static final int ENTRY_BYTES = 4 * Integer.BYTES + Long.BYTES;

    public Image {
        last = Collections.unmodifiableSortedMap(last);
    }

    /** Before any request. */
    public static Image of(Service initial) {
        return new Image(initial, new TreeMap<>());
    }

    /** What requests make of it, the first of which stands at a position. */
    public Image after(int position, List<Request> requests, List<Service.Outcome> outcomes) {
        SortedMap<ClientId, Entry> entries = new TreeMap<>(last);
        Service reached = service;
        for (int i = 0; i < requests.size(); i++) {
            Request request = requests.get(i);
            reached = outcomes.get(i).after();
            Entry entry = new Entry(request, position + i, outcomes.get(i).reply());
            entries.merge(request.client(), entry, Image::later);
        }
        return new Image(reached, entries);
    }

    /** The one with the higher timestamp; of two requests of a Byzantine client with the same, the first. */
    private static Entry later(Entry one, Entry other) {
        return one.request().timestamp() < other.request().timestamp() ? other : one;
    }

    /** {@code D(image)}. */
    public Digest digest() {
        return digestOf(bytes());
    }

    /** Of an image as bytes: so that what is no image of correct replicas need not be looked at. */
    public static Digest digestOf(Bytes image) {
        return Digest.of("IMAGE").add(image).digest();
    }

    /** As bytes, from which {@link #read} makes it again. Equal images have equal bytes. */
    public Bytes bytes() {
        byte[] state = service.snapshot().toByteArray();
        int size = 2 * Integer.BYTES + state.length;
        for (Entry entry : last.values()) {
            size += ENTRY_BYTES
                    + entry.request().operation().length()
                    + entry.reply().length();
        }
        ByteBuffer buffer = ByteBuffer.allocate(size).putInt(last.size());
        for (Entry entry : last.values()) {
            Request request = entry.request();
            buffer.putInt(request.client().number())
                    .putLong(request.timestamp())
                    .putInt(entry.position());
            put(buffer, request.operation().toByteArray());
            put(buffer, entry.reply().toByteArray());
        }
        put(buffer, state);
        return Bytes.copyOf(buffer.array());
    }

    private static void put(ByteBuffer buffer, byte[] bytes) {
        buffer.putInt(bytes.length).put(bytes);
    }

    /**
     * The image of untrusted bytes, if that is what they are. What is allocated is in proportion to the bytes.
     *
     * @param kind any state of the service
     */
    public static Optional<Image> read(Bytes bytes, Service kind) {
        try {
            ByteBuffer buffer = ByteBuffer.wrap(bytes.toByteArray());
            SortedMap<ClientId, Entry> entries = new TreeMap<>();
            for (int left = buffer.getInt(); left > 0; left--) {
                ClientId client = new ClientId(buffer.getInt());
                long timestamp = buffer.getLong();
                int position = buffer.getInt();
                Request request = new Request(client, timestamp, take(buffer));
                entries.put(client, new Entry(request, position, take(buffer)));
            }
            Service service = kind.restore(take(buffer));
            return buffer.hasRemaining() ? Optional.empty() : Optional.of(new Image(service, entries));
        } catch (BufferUnderflowException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Bytes take(ByteBuffer buffer) {
        int length = buffer.getInt();
        if (length < 0 || length > buffer.remaining()) {
            throw new IllegalArgumentException("a field leads outside of the image");
        }
        byte[] field = new byte[length];
        buffer.get(field);
        return Bytes.copyOf(field);
    }

    @Override
    public String toString() {
        return "image of " + last.values();
    }
}
