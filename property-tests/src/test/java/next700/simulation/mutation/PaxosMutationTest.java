package next700.simulation.mutation;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.bytebuddy.asm.Advice;
import next700.process.Effect;
import next700.process.Effects;
import next700.protocol.paxos.PaxosMessage.Entry;
import next700.simulation.paxos.PaxosSubject;
import next700.trial.Hunt;
import next700.trial.mutation.Mutants;
import next700.trial.mutation.MutationCampaign;
import next700.trial.mutation.Redefinition;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The adversary misses no guard of Paxos, and none of the mistakes of its pseudo-code and of a public rendering of it. */
// Advice assigns to its parameters to change what the advised method works with.
@Tag("campaign")
@SuppressWarnings("UnusedVariable")
final class PaxosMutationTest {
    private static final PaxosSubject PAXOS = new PaxosSubject(1);
    private static final int THREADS = 2;

    @TestFactory
    List<DynamicTest> everyGuardAndThresholdOfPaxosIsMissedWhenItIsGone() {
        return Mutants.toBeFound(PAXOS).stream()
                .map(mutant -> DynamicTest.dynamicTest(
                        mutant.description() + " in " + mutant.location(),
                        () -> assertThat(MutationCampaign.hunt(mutant, PAXOS, THREADS)
                                        .isFound())
                                .isTrue()))
                .toList();
    }

    @Test
    void paxosHasItsGuards() {
        assertThat(Mutants.toBeFound(PAXOS)).hasSizeGreaterThanOrEqualTo(12);
    }

    private static String hunt(String type, String method, Class<?> advice) throws ClassNotFoundException {
        Method broken = Arrays.stream(
                        Class.forName("next700.protocol.paxos." + type).getDeclaredMethods())
                .filter(candidate -> candidate.getName().equals(method))
                .findFirst()
                .orElseThrow();
        MutationCampaign.Verdict verdict =
                MutationCampaign.hunt(Redefinition.advising(broken, advice), Hunt.in(PAXOS), THREADS, false);
        assertThat(verdict.isFound()).isTrue();
        return verdict.firstProperty();
    }

    static final class NoProposals {
        @Advice.OnMethodExit
        static void exit(@Advice.Return(readOnly = false) List<Entry> entries) {
            List<Entry> ordered = new ArrayList<>();
            for (Entry entry : entries) {
                if (entry.slot().isOrdered()) {
                    ordered.add(entry);
                }
            }
            entries = ordered;
        }
    }

    /** In the rendering, the data list's proposals are left unread. */
    @Test
    void thePrepareOkMustHaveProposals() throws Exception {
        assertThat(hunt("GlobalHistory", "after", NoProposals.class)).isEqualTo("ChosenSurvives");
    }

    static final class Skipped {
        @Advice.OnMethodEnter(skipOn = Advice.OnNonDefaultValue.class)
        static boolean enter() {
            return true;
        }
    }

    static final class WithoutTimer {
        @Advice.OnMethodEnter
        static void enter(
                @Advice.FieldValue("attempted") long attempted,
                @Advice.FieldValue("isPreinstalled") boolean isPreinstalled,
                @Advice.Argument(value = 0, readOnly = false) long view,
                @Advice.Local("entersByProof") boolean entersByProof) {
            entersByProof = view != attempted && !isPreinstalled;
        }

        @Advice.OnMethodExit
        static void exit(@Advice.Argument(1) Effects out, @Advice.Local("entersByProof") boolean entersByProof) {
            if (entersByProof) {
                for (Effect effect : out.toList()) {
                    if (effect instanceof Effect.SetTimer set) {
                        out.cancelTimer(set.timer());
                    }
                }
            }
        }
    }

    /**
     * Who enters a view by VC_Proof has no timer, and waits for a leader that is dead. That it does not answer the Prepare of that
     * view either only TLC shows (NoAnswerAfterProof): on a network that is healed, a Prepare is not overtaken view after view.
     */
    @Test
    void whoEntersAViewByProofMustSetItsTimer() throws Exception {
        assertThat(hunt("Election", "follow", WithoutTimer.class)).isEqualTo("Paxos-L1");
    }

    /** A view that somebody has installed is what the others go on to, also if they have missed its Prepare. */
    @Test
    void whatWasMissedMustBeReconciled() throws Exception {
        assertThat(hunt("PaxosReplica", "reconcile", Skipped.class)).isNotEmpty();
    }
}
