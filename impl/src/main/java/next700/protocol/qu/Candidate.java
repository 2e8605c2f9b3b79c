package next700.protocol.qu;

import java.util.Comparator;

/**
 * What a server accepts: a version of the object, or a barrier, under a timestamp.
 *
 * @param on the timestamp of the version that it is conditioned on
 */
public record Candidate(LogicalTime time, LogicalTime on) implements Comparable<Candidate> {
    /** The object before all updates, which every server begins with. */
    public static final Candidate FIRST = new Candidate(LogicalTime.ZERO, LogicalTime.ZERO);

    private static final Comparator<Candidate> ORDER =
            Comparator.comparing(Candidate::time).thenComparing(Candidate::on);

    public boolean isBarrier() {
        return time.barrier();
    }

    @Override
    public int compareTo(Candidate other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return "⟨" + time + ", " + on + "⟩";
    }
}
