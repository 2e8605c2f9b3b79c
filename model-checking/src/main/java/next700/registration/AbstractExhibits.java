package next700.registration;

import java.util.List;
import java.util.Map;
import net.bytebuddy.asm.Advice;
import next700.process.Effects;
import next700.protocol.abstraction.LocalHistory;
import next700.simulation.Arena;
import next700.workpiece.Exhibit;

/** What the thesis prints and is wrong, and what is forgotten by who implements it, in Quorum. */
// Advice assigns to its parameters to change what the advised method works with.
@SuppressWarnings("UnusedVariable")
final class AbstractExhibits {
    private static final Arena QUORUM = Arena.quorum(1);

    private AbstractExhibits() {}

    static List<Exhibit> all() {
        return List.of(
                Exhibit.named("one-speaks-for-all", QUORUM)
                        .title("A liar answers in the name of every replica")
                        .source(
                                "Step Z4 of the thesis (B.2) without the MAC: the mistake of every program that believes the"
                                        + " sender that stands in a message.")
                        .mistake("A client does not verify the MACs of the answers that it counts.")
                        .lesson("Votes are counted by who can prove to have cast them.")
                        .without("Z4.authentic", "C.AbortOrder", "C.Reply", "A.5 Commit Order", "A.1 Validity"),
                Exhibit.named("first-reply", QUORUM)
                        .title("A client that takes any reply believes a liar")
                        .source(
                                "Step Z4 of the thesis (B.2) without its last condition; the mistake of whoever writes a client"
                                        + " of a replicated service as if it were a client of one server.")
                        .mistake(
                                "A client waits for answers of all replicas, but does not compare their histories and replies.")
                        .lesson("Where a replica may lie, an answer is what enough replicas say alike.")
                        .without("Z4.agree", "C.Reply", "C.AbortOrder", "A.3 Progress"),
                Exhibit.named("one-replica-less", QUORUM)
                        .title("A commit that one replica does not know is lost in the next switch")
                        .source(
                                "The thesis waits for all 3f+1 replicas (Step Z4), where other Byzantine protocols wait for 2f+1;"
                                        + " whoever knows those waits for too few.")
                        .mistake("The client waits for one answer less than there are replicas.")
                        .lesson(
                                "After two message delays nobody knows what the others know; unanimity is the price of that.")
                        .without("n", "C.AbortOrder", "P3.Proof", "A.3 Progress"),
                Exhibit.named("timestamps-not-raised", QUORUM)
                        .title("A request that came with the init history is executed a second time")
                        .source(
                                "The thesis, B.6, as printed: a replica that adopts an init history leaves t_j[c] as it is.")
                        .mistake(
                                "The timestamps of the requests adopted are not noted, so that each still looks new when its"
                                        + " client sends it again.")
                        .lesson("Whatever takes over a state takes over what keeps it from being changed twice.")
                        .advising(LocalHistory.class, "initialise", Forgets.class, "A.1 Validity", "Q2.Answer"),
                Exhibit.named("short-answer", QUORUM)
                        .title("An answer that speaks of less than the init history")
                        .source(
                                "The thesis, B.2 to B.4, as printed: D(LH_j) in a RESP, for a request that is answered again, ends"
                                        + " where the request stands.")
                        .mistake(
                                "A request that stands in the init history is answered with a history that ends before the end of"
                                        + " that, and commits with it.")
                        .lesson(
                                "What an instance commits extends what it began with, also for a request it found there.")
                        .advising(LocalHistory.class, "noteAll", Shortens.class, "A.4 Init Order"),
                Exhibit.named("amnesia", QUORUM)
                        .title("A replica that crashed comes back, has forgotten where it spoke, and speaks again")
                        .source(
                                "Recovery without a disk and without asking anybody; in the thesis no replica comes back. The same"
                                        + " mistake is known of Viewstamped Replication's recovery (Michael, Ports, Sharma, Szekeres:"
                                        + " Recovering Shared Objects Without Stable Storage, DISC 2017).")
                        .mistake("Nothing is stored, and the next life takes part as if it were the first.")
                        .lesson(
                                "A replica that forgot what it said contradicts itself like a liar; it stays silent where it"
                                        + " may have spoken.")
                        .advising(
                                Effects.class,
                                "store",
                                NeverRemembers.class,
                                "A.3 Progress",
                                "R.Amnesia",
                                "C.Lemma1",
                                "A.5 Commit Order",
                                "P3.Proof",
                                "I.OwnInvariants"));
    }

    static final class Forgets {
        @Advice.OnMethodExit
        static void exit(@Advice.FieldValue("last") Map<?, ?> last, @Advice.Return boolean begun) {
            if (begun) {
                last.clear();
            }
        }
    }

    static final class Shortens {
        @Advice.OnMethodEnter
        static void enter(@Advice.FieldValue(value = "initLength", readOnly = false) int initLength) {
            initLength = 0;
        }
    }

    static final class NeverRemembers {
        @Advice.OnMethodEnter(skipOn = Advice.OnNonDefaultValue.class)
        static boolean enter() {
            return true;
        }
    }
}
