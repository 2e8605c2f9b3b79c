package next700.protocol.pbft;

import java.util.Optional;
import next700.process.Effects;
import next700.process.Guard;
import next700.protocol.abstraction.InstanceId;
import next700.protocol.abstraction.Spoken;

/**
 * What a replica may have said before a crash took its memory, and the note that it keeps for its next life.
 *
 * <p>The note is a bound, made durable before anything beyond it is said: the highest view that the replica may have
 * spoken in, and the highest sequence number that it may have spoken about. It costs one small write for each move of the
 * watermarks and each view. The rule for the next life follows from what the others lean on:
 *
 * <ul>
 *   <li>Votes. They count that a replica votes once for each view and sequence number. So it votes only in later views
 *       than the note's, or on higher sequence numbers; it begins as primary only later views; and it never goes back to an
 *       earlier view, which it may have left with a VIEW-CHANGE.
 *   <li>View changes. They count that a VIEW-CHANGE tells everything that prepared at its sender above its stable
 *       checkpoint. What is forgotten is about sequence numbers up to the note's; once a stable checkpoint covers these,
 *       there is nothing to tell about them. So it sends no VIEW-CHANGE before.
 * </ul>
 *
 * <p>Until then the replica counts among the {@code f} faulty as far as view changes go; after that it is as good as any.
 * Everything else it says, REPLYs and CHECKPOINTs, follows from what was agreed, and cannot contradict itself.
 */
final class FormerLife {
    private final InstanceId instance;
    private final long view;
    private final long sequence;
    private Spoken noted;
    private boolean nothingNoted;

    FormerLife(InstanceId instance, Optional<Spoken> forgotten) {
        this.instance = instance;
        this.noted = forgotten.orElse(new Spoken(instance, 0, 0));
        this.nothingNoted = forgotten.isEmpty();
        this.view = noted.view();
        this.sequence = noted.sequence();
    }

    /** The view to begin in. */
    long view() {
        return view;
    }

    /** At which sequence number a stable checkpoint makes the replica a full member again. */
    long sequence() {
        return sequence;
    }

    /** No vote that a former life may have cast otherwise. */
    @Guard("PBFT.Memory.vote")
    boolean mayVote(long inView, long onSequence) {
        return inView > view || onSequence > sequence;
    }

    /** No NEW-VIEW where a former life may have sent another. */
    @Guard("PBFT.Memory.new-view")
    boolean mayBegin(long newView) {
        return newView > view;
    }

    /** No VIEW-CHANGE that keeps silent about what a former life saw prepared. */
    @Guard("PBFT.Memory.view-change")
    boolean mayChangeView(CheckpointCertificate stable) {
        return stable.sequence() >= sequence;
    }

    /** Whether the next life will know that this one may have spoken in the view, about the sequence number. */
    boolean covers(long inView, long onSequence) {
        return !nothingNoted && inView <= noted.view() && onSequence <= noted.sequence();
    }

    /** Before the replica speaks in a view, about sequence numbers up to {@code high}. */
    void note(long inView, long high, Effects out) {
        if (nothingNoted || inView > noted.view() || high > noted.sequence()) {
            nothingNoted = false;
            noted = new Spoken(instance, Math.max(inView, noted.view()), Math.max(high, noted.sequence()));
            out.store(Spoken.NAME, noted);
        }
    }
}
