package next700.protocol.qu;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import net.bytebuddy.asm.Advice;
import next700.simulation.qu.QuSubject;
import next700.trial.Hunt;
import next700.trial.mutation.Mutants;
import next700.trial.mutation.MutationCampaign;
import next700.trial.mutation.Redefinition;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The adversary misses every guard and threshold of Query/Update, and finds the mistakes that people make with it. It stands in the
 * protocol's package, since advice becomes part of the classes that it breaks.
 */
// Advice assigns to its parameters to change what the advised method works with.
@Tag("campaign")
@SuppressWarnings("UnusedVariable")
final class QuMutationTest {
    private static final QuSubject QU = new QuSubject(QuGroup.of(1));
    private static final int THREADS = 2;

    @TestFactory
    List<DynamicTest> everyGuardAndThresholdIsMissedWhenItIsGone() {
        return Mutants.toBeFound(QU).stream()
                .map(mutant -> DynamicTest.dynamicTest(
                        mutant.description() + " in " + mutant.location(),
                        () -> assertThat(MutationCampaign.hunt(mutant, QU, THREADS)
                                        .isFound())
                                .isTrue()))
                .toList();
    }

    @Test
    void quHasItsGuards() {
        assertThat(Mutants.toBeFound(QU)).hasSizeGreaterThanOrEqualTo(11);
    }

    private static void hunt(Class<?> type, String method, Class<?> advice) {
        Method broken = Arrays.stream(type.getDeclaredMethods())
                .filter(candidate -> candidate.getName().equals(method))
                .findFirst()
                .orElseThrow();
        assertThat(MutationCampaign.hunt(Redefinition.advising(broken, advice), Hunt.in(QU), THREADS, false)
                        .isFound())
                .isTrue();
    }

    static final class OfObjectsOnly {
        @Advice.OnMethodExit
        static void exit(@Advice.This Classification self, @Advice.Return(readOnly = false) LogicalTime latest) {
            latest = self.object().time();
        }
    }

    @Test
    void theLatestTimeIsThatOfBarriersToo() {
        hunt(Classification.class, "latest", OfObjectsOnly.class);
    }

    static final class WithoutWhoAndWhat {
        @Advice.OnMethodExit
        static void exit(@Advice.Return(readOnly = false) LogicalTime next) {
            next = new LogicalTime(next.time(), next.barrier(), 1, LogicalTime.ZERO.request());
        }
    }

    @Test
    void aTimestampNamesTheClientAndTheRequest() {
        hunt(LogicalTime.class, "next", WithoutWhoAndWhat.class);
    }

    static final class AtANewTimestamp {
        @Advice.OnMethodExit
        static void exit(
                @Advice.Argument(0) Classification found,
                @Advice.Argument(1) next700.process.ClientId client,
                @Advice.Argument(2) next700.process.Digest request,
                @Advice.Return(readOnly = false) Plan plan) {
            if (plan.kind() == Classification.Kind.INLINE_METHOD) {
                LogicalTime next = found.latest().next(false, client, request);
                plan = new Plan(
                        plan.kind(), new Candidate(next, plan.candidate().time()), next, plan.from());
            }
        }
    }

    @Test
    void inlineRepairIsInPlace() {
        hunt(Plan.class, "of", AtANewTimestamp.class);
    }

    static final class OfTheBeginning {
        @Advice.OnMethodExit
        static void exit(@Advice.Return(readOnly = false) Plan plan) {
            if (plan.kind() == Classification.Kind.COPY) {
                plan = new Plan(
                        plan.kind(),
                        new Candidate(plan.candidate().time(), plan.current()),
                        plan.current(),
                        LogicalTime.ZERO);
            }
        }
    }

    @Test
    void aCopyIsConditionedOnTheLatestVersionAndNotOnTheBarrier() {
        hunt(Plan.class, "of", OfTheBeginning.class);
    }

    static final class AllBelow {
        @Advice.OnMethodEnter
        static void enter(
                @Advice.FieldValue("history") SortedMap<LogicalTime, Candidate> history,
                @Advice.Argument(value = 0, readOnly = false) LogicalTime complete) {
            complete = history.lastKey();
        }
    }

    @Test
    void whatAMethodIsConditionedOnStays() {
        hunt(QuObject.class, "prune", AllBelow.class);
    }

    /** As a public implementation does: it begins object sync, and does not wait. */
    static final class DoesNotWait {
        @Advice.OnMethodExit
        static void exit(
                @Advice.FieldValue("service") next700.service.Service service,
                @Advice.Return(readOnly = false) Optional<Version> version) {
            version = Optional.of(version.orElse(Version.first(service)));
        }
    }

    @Test
    void aServerWaitsForTheVersionThatItLacks() {
        hunt(QuServer.class, "synced", DoesNotWait.class);
    }
}
