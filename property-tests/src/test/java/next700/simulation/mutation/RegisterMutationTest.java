package next700.simulation.mutation;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import net.bytebuddy.asm.Advice;
import next700.protocol.register.RegisterGroup;
import next700.protocol.register.Variant;
import next700.quorums.ServerSet;
import next700.simulation.register.RegisterSubject;
import next700.trial.Hunt;
import next700.trial.mutation.Mutants;
import next700.trial.mutation.MutationCampaign;
import next700.trial.mutation.Redefinition;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The adversary misses no guard and no threshold of the registers, and none of the usual mistakes. */
// Advice assigns to its parameters to change what the advised method works with.
@Tag("campaign")
@SuppressWarnings("UnusedVariable")
final class RegisterMutationTest {
    private static final int THREADS = 2;

    /** Registers that together lean on every guard and threshold. */
    private static final List<Variant> VARIANTS =
            List.of(Variant.MAJORITY, Variant.WEIGHTED, Variant.DISSEMINATION, Variant.MASKING);

    @TestFactory
    Stream<DynamicTest> everyGuardAndThresholdIsMissedWhenItIsGone() {
        return VARIANTS.stream()
                .map(variant -> new RegisterSubject(variant, 1))
                .flatMap(subject -> Mutants.toBeFound(subject).stream()
                        .map(mutant -> DynamicTest.dynamicTest(
                                subject.name() + ": " + mutant.description() + " in " + mutant.location(),
                                () -> assertThat(MutationCampaign.hunt(mutant, subject, THREADS)
                                                .isFound())
                                        .isTrue())));
    }

    @Test
    void noGuardAndNoThresholdIsLeftOut() {
        List<String> all = Mutants.of(new RegisterSubject(Variant.MAJORITY, 1)).stream()
                .map(mutant -> mutant.name())
                .distinct()
                .toList();

        assertThat(VARIANTS.stream()
                        .flatMap(variant -> Mutants.toBeFound(new RegisterSubject(variant, 1)).stream())
                        .map(mutant -> mutant.name())
                        .distinct())
                .containsExactlyInAnyOrderElementsOf(all);
        assertThat(all).hasSizeGreaterThanOrEqualTo(13);
    }

    private static void hunt(Variant variant, String type, String method, Class<?> advice)
            throws ClassNotFoundException {
        Method broken = Arrays.stream(
                        Class.forName("next700.protocol.register." + type).getDeclaredMethods())
                .filter(candidate -> candidate.getName().equals(method))
                .findFirst()
                .orElseThrow();
        assertThat(MutationCampaign.hunt(
                                Redefinition.advising(broken, advice),
                                Hunt.in(new RegisterSubject(variant, 1)),
                                THREADS,
                                true)
                        .isFound())
                .isTrue();
    }

    static final class Zero {
        @Advice.OnMethodExit
        static void exit(@Advice.Return(readOnly = false) long number) {
            number = 0;
        }
    }

    @Test
    void aWriterMustAsk() throws Exception {
        hunt(Variant.MAJORITY, "Answers", "number", Zero.class);
    }

    static final class AnyRowWillDo {
        @Advice.OnMethodExit
        static void exit(
                @Advice.This RegisterGroup group,
                @Advice.Argument(0) Collection<? extends next700.process.ProcessId> replicas,
                @Advice.Return(readOnly = false) boolean quorum) {
            ServerSet set = ServerSet.EMPTY;
            for (next700.process.ProcessId replica : replicas) {
                set = set.with(((next700.process.ReplicaId) replica).number() - 1);
            }
            quorum = group.writes().isQuorum(set);
        }
    }

    @Test
    void rowsMustNotBeAsked() throws Exception {
        hunt(Variant.ROWS_AND_COLUMNS, "RegisterGroup", "isReadQuorum", AnyRowWillDo.class);
    }

    static final class OneLess {
        @Advice.OnMethodExit
        static void exit(@Advice.Return(readOnly = false) int size) {
            size--;
        }
    }

    @Test
    void asManyAsLieMustNotBeBelieved() throws Exception {
        hunt(Variant.MASKING, "RegisterGroup", "oneCorrect", OneLess.class);
    }
}
