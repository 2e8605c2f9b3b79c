package next700.registration;

import java.util.List;
import net.bytebuddy.asm.Advice;
import next700.process.Digest;
import next700.protocol.pbft.Batch;
import next700.protocol.pbft.Pbft;
import next700.simulation.pbft.PbftSubject;
import next700.workpiece.Exhibit;

/** Bugs that implementations of PBFT and its kin have had, put into this one where no guard stands for them. */
// Advice assigns to its parameters to change what the advised method works with.
@SuppressWarnings("UnusedVariable")
final class PbftExhibits {
    private static final PbftSubject PBFT = new PbftSubject(PbftSubject.DRAWN);

    private PbftExhibits() {}

    static List<Exhibit> all() {
        return List.of(
                Exhibit.named("gaps-in-the-new-view", PBFT)
                        .title("A new primary leaves a gap, and everything behind it waits for ever")
                        .source(
                                "Castro and Liskov fill such gaps with null requests (TOCS 2002, 4.4); a view change that proposes"
                                        + " again only what had prepared forgets them.")
                        .mistake("A sequence number of which no certificate tells is not proposed at all.")
                        .lesson("What is ordered by numbers needs every number.")
                        .advising(type("Slot"), "proposeFromNewView", LeavesGaps.class, "PBFT.EveryRequestCommits"),
                Exhibit.named("watermark-of-the-wrong-checkpoint", PBFT)
                        .title("The high watermark counts from a checkpoint that is not stable yet")
                        .source(
                                "The watermarks of TOCS 2002, 4.3, from the last checkpoint taken instead of the last stable one.")
                        .mistake("The window ends half an interval later than it should.")
                        .lesson(
                                "What may be forgotten, and how far one may run ahead, is decided by what all can prove.")
                        .advising(
                                type("Log"),
                                "high",
                                OfAnotherCheckpoint.class,
                                "PBFT.LogIsBounded",
                                "PBFT.OwnInvariants"),
                Exhibit.named("silent-view-change", PBFT)
                        .title("What had committed in an old view is replaced in the new one")
                        .source(
                                "A VIEW-CHANGE without its P component (TOCS 2002, 4.5.2): the view change of a protocol that takes"
                                        + " one primary's word for another's.")
                        .mistake("The VIEW-CHANGE says nothing of what had prepared at its sender.")
                        .lesson("Whoever leaves a view tells the next one all that may have been decided in it.")
                        .advising(
                                type("Log"),
                                "prepared",
                                TellsNothing.class,
                                "PBFT.Agreement",
                                "PBFT.TellsWhatPrepared"),
                Exhibit.named("invalid-claim-hides-a-valid-one", PBFT)
                        .title("An invalid certificate of a later view hides a valid one")
                        .source(
                                "The kind of an error in concord-bft's view change, by which a liar's certificate kept a decision from"
                                        + " being found.")
                        .mistake(
                                "Only the claim of the latest view is looked at, and if nobody supports that, the number counts as"
                                        + " empty.")
                        .lesson("A search for the best must go on where the first candidate fails.")
                        .advising(type("NewViewRule"), "claims", StopsAtTheFirst.class, "PBFT.EveryRequestCommits"),
                Exhibit.named("vote-before-durable", PBFT)
                        .title("A replica speaks without a note of it that its next life would find")
                        .source(
                                "Known of many implementations of consensus: the message leaves before the write is safe.")
                        .mistake(
                                "Votes are not noted, so that the replica can vote again, and otherwise, after a crash.")
                        .lesson("First the note, then the word.")
                        .advising(type("FormerLife"), "note", NotesNothing.class, "PBFT.OwnInvariants"));
    }

    /** Rooms of the protocol that nobody else enters. */
    private static Class<?> type(String name) {
        try {
            return Class.forName(Pbft.PACKAGE + "." + name);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("an exhibit changes a class that is not there any more", e);
        }
    }

    /** Does nothing where a gap is to be filled. */
    static final class LeavesGaps {
        @Advice.OnMethodEnter(skipOn = Advice.OnNonDefaultValue.class)
        static boolean enter(@Advice.Argument(0) Digest proposal) {
            return proposal.equals(Batch.NULL_DIGEST);
        }
    }

    /** That of the checkpoint after the stable one, which was taken but may never be stable. */
    static final class OfAnotherCheckpoint {
        @Advice.OnMethodExit
        static void exit(@Advice.FieldValue("length") long length, @Advice.Return(readOnly = false) long high) {
            high += length / 2;
        }
    }

    /** Nothing of what prepared is left for the next view. */
    static final class TellsNothing {
        @Advice.OnMethodExit
        static void exit(@Advice.Return(readOnly = false) List<?> claims) {
            claims = List.of();
        }
    }

    /** Looks at the claim of the latest view, and no further if nobody supports that. */
    static final class StopsAtTheFirst {
        @Advice.OnMethodExit
        static void exit(@Advice.Return(readOnly = false) List<?> claims) {
            claims = claims.subList(0, Math.min(1, claims.size()));
        }
    }

    /** Speaks without a note of it that the next life would find. */
    static final class NotesNothing {
        @Advice.OnMethodEnter(skipOn = Advice.OnNonDefaultValue.class)
        static boolean enter() {
            return true;
        }
    }
}
