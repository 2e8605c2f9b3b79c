package next700.simulation;

import next700.protocol.Bytes;
import next700.protocol.Digest;
import next700.service.Service;

/**
 * The service of simulated runs: it appends every operation to a journal and replies with the whole of it. So two
 * different histories never have the same reply, and a wrong order cannot hide behind operations that commute.
 */
public final class Journal implements Service {
    private static final String SEPARATOR = ",";

    private final String entries;

    public Journal() {
        this("");
    }

    private Journal(String entries) {
        this.entries = entries;
    }

    @Override
    public Outcome execute(Bytes operation) {
        String after = entries.isEmpty() ? operation.toUtf8() : entries + SEPARATOR + operation.toUtf8();
        return new Outcome(new Journal(after), Bytes.utf8(after));
    }

    @Override
    public Digest digest() {
        return Digest.of("JOURNAL").add(snapshot()).digest();
    }

    @Override
    public Bytes snapshot() {
        return Bytes.utf8(entries);
    }

    @Override
    public Service restore(Bytes snapshot) {
        return new Journal(snapshot.toUtf8());
    }
}
