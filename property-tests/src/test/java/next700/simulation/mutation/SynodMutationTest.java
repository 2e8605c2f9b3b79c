package next700.simulation.mutation;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import net.bytebuddy.asm.Advice;
import next700.protocol.synod.Proposal;
import next700.protocol.synod.ProposalNumber;
import next700.simulation.synod.SynodSubject;
import next700.trial.Hunt;
import next700.trial.Observer;
import next700.trial.mutation.Mutants;
import next700.trial.mutation.MutationCampaign;
import next700.trial.mutation.Redefinition;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The adversary misses no guard of the Synod, and none of what the slides print wrong: each put back is found. */
// Advice assigns to its parameters to change what the advised method works with.
@Tag("campaign")
@SuppressWarnings("UnusedVariable")
final class SynodMutationTest {
    private static final SynodSubject SYNOD = new SynodSubject(1);
    private static final int THREADS = 2;

    @TestFactory
    List<DynamicTest> everyGuardAndThresholdOfTheSynodIsMissedWhenItIsGone() {
        return Mutants.toBeFound(SYNOD).stream()
                .map(mutant -> DynamicTest.dynamicTest(
                        mutant.description() + " in " + mutant.location(),
                        () -> assertThat(MutationCampaign.hunt(mutant, SYNOD, THREADS)
                                        .isFound())
                                .isTrue()))
                .toList();
    }

    @Test
    void theSynodHasItsGuards() {
        assertThat(Mutants.toBeFound(SYNOD)).hasSizeGreaterThanOrEqualTo(9);
    }

    private static MutationCampaign.Verdict hunt(String type, String method, Class<?> advice)
            throws ClassNotFoundException {
        Method broken = Arrays.stream(
                        Class.forName("next700.protocol.synod." + type).getDeclaredMethods())
                .filter(candidate -> candidate.getName().equals(method))
                .findFirst()
                .orElseThrow();
        MutationCampaign.Verdict verdict =
                MutationCampaign.hunt(Redefinition.advising(broken, advice), Hunt.in(SYNOD), THREADS, true);
        assertThat(verdict.isFound()).isTrue();
        return verdict;
    }

    static final class NotRaised {
        @Advice.OnMethodExit
        static void exit(
                @Advice.FieldValue("said") next700.protocol.synod.Acceptor.Said said,
                @Advice.Return(readOnly = false) ProposalNumber seen) {
            seen = said.seen();
        }
    }

    static final class UnderTheOldNumber {
        @Advice.OnMethodExit
        static void exit(
                @Advice.Argument(0) Optional<Proposal> highest, @Advice.Return(readOnly = false) Proposal bound) {
            bound = highest.orElse(bound);
        }
    }

    static final class AnyOfThem {
        @Advice.OnMethodExit
        static void exit(
                @Advice.FieldValue("promises") java.util.Map<?, Optional<Proposal>> promises,
                @Advice.Return(readOnly = false) Optional<Proposal> highest) {
            for (Optional<Proposal> told : promises.values()) {
                if (told.isPresent()) {
                    highest = told;
                    break;
                }
            }
        }
    }

    /** It shows where it is: an acceptor whose {@code np} is below {@code na} is inconsistent. */
    @Test
    void anAcceptorMustRaiseNpWhenItAccepts() throws Exception {
        assertThat(hunt("Acceptor", "seenAfter", NotRaised.class).firstProperty())
                .isEqualTo(Observer.OWN_INVARIANTS);
    }

    @Test
    void aProposerMustNotSendTheOldNumber() throws Exception {
        assertThat(hunt("Proposer", "boundBy", UnderTheOldNumber.class).property())
                .isIn("EveryProposerLearns", "OneValueEach", "P2b", "SingleValue");
    }

    @Test
    void theValueMustBeThatOfTheHighestNumberNotOfTheFirstAnswer() throws Exception {
        assertThat(hunt("Proposer", "highest", AnyOfThem.class).property()).isEqualTo("SingleValue");
    }
}
