package next700.protocol.checkpoints;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import next700.process.Bytes;
import next700.process.ClientId;
import next700.process.Digest;
import next700.protocol.abstraction.Request;
import next700.protocol.abstraction.SnapshotReader;
import next700.protocol.abstraction.SnapshotWriter;
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

    /** {@code D(image)}, which costs as much as what was executed since it was asked for last. */
    public Digest digest() {
        Digest.Builder digest = Digest.of("IMAGE").add(last.size());
        for (Entry entry : last.values()) {
            digest.add(entry.request().digest()).add(entry.position()).add(entry.reply());
        }
        return digest.add(service.digest()).digest();
    }

    /** As bytes, from which {@link #read} makes it again. Equal images have equal bytes. */
    public Bytes bytes() {
        SnapshotWriter bytes = new SnapshotWriter().put(last.size());
        for (Entry entry : last.values()) {
            bytes.put(entry.request()).put(entry.position()).put(entry.reply());
        }
        return bytes.put(service.snapshot()).bytes();
    }

    /**
     * The image of untrusted bytes, if that is what they are. What is allocated is in proportion to the bytes.
     *
     * @param kind any state of the service
     */
    public static Optional<Image> read(Bytes bytes, Service kind) {
        try {
            SnapshotReader fields = new SnapshotReader(bytes);
            SortedMap<ClientId, Entry> entries = new TreeMap<>();
            for (int left = fields.takeInt(); left > 0; left--) {
                Request request = fields.takeRequest();
                entries.put(request.client(), new Entry(request, fields.takeInt(), fields.takeBytes()));
            }
            Service service = kind.restore(fields.takeBytes());
            return fields.isAtEnd() ? Optional.of(new Image(service, entries)) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return "image of " + last.values();
    }
}
