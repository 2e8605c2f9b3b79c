package next700.protocol.vr;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import net.bytebuddy.asm.Advice;
import next700.process.Effects;
import next700.simulation.vr.VrSubject;
import next700.trial.Hunt;
import next700.trial.mutation.Mutants;
import next700.trial.mutation.MutationCampaign;
import next700.trial.mutation.Redefinition;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The adversary misses every guard and threshold of VR, and finds what the paper has wrong: each sentence put back is found. It
 * stands in VR's package, since advice becomes part of the classes that it breaks.
 */
// Advice assigns to its parameters to change what the advised method works with.
@Tag("campaign")
@SuppressWarnings("UnusedVariable")
final class VrMutationTest {
    private static final VrSubject VR = new VrSubject(new Configuration(1));
    private static final int THREADS = 2;
    private static final long MAX_RUNS = 10_000;

    @TestFactory
    List<DynamicTest> everyGuardAndThresholdOfVrIsMissedWhenItIsGone() {
        return Mutants.toBeFound(VR).stream()
                .map(mutant -> DynamicTest.dynamicTest(
                        mutant.description() + " in " + mutant.location(),
                        () -> assertThat(MutationCampaign.hunt(mutant, VR, THREADS)
                                        .isFound())
                                .isTrue()))
                .toList();
    }

    @Test
    void vrHasItsGuards() {
        assertThat(Mutants.toBeFound(VR)).hasSizeGreaterThanOrEqualTo(22);
    }

    private static MutationCampaign.Verdict hunt(Class<?> type, String method, Class<?> advice) {
        Method broken = Arrays.stream(type.getDeclaredMethods())
                .filter(candidate -> candidate.getName().equals(method))
                .findFirst()
                .orElseThrow();
        MutationCampaign.Verdict verdict = MutationCampaign.hunt(
                Redefinition.advising(broken, advice), Hunt.in(VR).of(MAX_RUNS), THREADS, false);
        assertThat(verdict.isFound()).isTrue();
        return verdict;
    }

    /** 5.2: "it sets its op-number to its commit-number and removes all entries after this from its log". */
    static final class CutsItsLog {
        @Advice.OnMethodExit
        static void exit(@Advice.FieldValue("state") ReplicaState state, @Advice.Argument(1) Effects out) {
            state.replaceAfter(state.k(), List.of());
            state.enter(state.view(), out);
        }
    }

    @Test
    void aReplicaMustKeepItsLogUntilItHasTheStateOfALaterView() {
        hunt(StateTransfer.class, "getStateOfView", CutsItsLog.class);
    }

    /** 4.3: "the protocol does not require any use of disk". */
    static final class NothingOnDisk {
        @Advice.OnMethodExit
        static void exit(@Advice.Return(readOnly = false) long view) {
            view = 0;
        }
    }

    @Test
    void aReplicaMustRememberItsView() {
        hunt(OnDisk.class, "view", NothingOnDisk.class);
    }

    /** 4.2, step 5: "and update the information in their client-table". */
    static final class TableIsNotRebuilt {
        @Advice.OnMethodEnter(skipOn = Advice.OnNonDefaultValue.class)
        static boolean enter() {
            return true;
        }
    }

    @Test
    void theClientTableMustFollowTheLog() {
        hunt(ClientTable.class, "restart", TableIsNotRebuilt.class);
    }

    /** A replica that forgets its nonce, or draws it twice. */
    static final class TheSameNonceAgain {
        @Advice.OnMethodExit
        static void exit(@Advice.Return(readOnly = false) long nonce) {
            nonce = 2;
        }
    }

    @Test
    void aNonceMustBeNew() {
        hunt(ReplicaState.class, "nonce", TheSameNonceAgain.class);
    }
}
