package next700.simulation;

import next700.process.Bytes;
import next700.process.Digest;
import next700.service.Service;

/**
 * The service of simulated runs: it appends every operation to a journal. Usually it replies with the whole of it, so
 * that two different histories never have the same reply, and a wrong order cannot hide behind operations that
 * commute. Or it replies nothing of interest, so that a difference shows in the digests of histories alone.
 */
public final class Journal implements Service {
    private static final String SEPARATOR = ",";

    private static final Bytes DONE = Bytes.utf8("done");

    private final String entries;
    private final boolean discreet;

    /**
     * An empty journal.
     *
     * @param discreet whether replies tell nothing
     */
    public Journal(boolean discreet) {
        this("", discreet);
    }

    private Journal(String entries, boolean discreet) {
        this.entries = entries;
        this.discreet = discreet;
    }

    @Override
    public Outcome execute(Bytes operation) {
        String after = entries.isEmpty() ? operation.toUtf8() : entries + SEPARATOR + operation.toUtf8();
        return new Outcome(new Journal(after, discreet), discreet ? DONE : Bytes.utf8(after));
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
        return new Journal(snapshot.toUtf8(), discreet);
    }
}
