package next700.simulation.mutation;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Comparator;
import net.bytebuddy.asm.Advice;
import next700.process.Digest;
import next700.protocol.abstraction.History;
import next700.protocol.abstraction.InstanceId;
import next700.protocol.abstraction.Speculation;
import next700.protocol.composition.CompositionReplica;
import next700.protocol.panicking.Abort;
import next700.protocol.unanimity.Req;
import next700.protocol.unanimity.Resp;
import next700.simulation.Arena;
import next700.trial.Hunt;
import next700.trial.mutation.MutationCampaign;
import next700.trial.mutation.Redefinition;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Broken on purpose where there is no guard to remove: what a MAC, a signature or a memory must cover. What the thesis
 * prints and is wrong stands in the museum, among its exhibits.
 */
// Advice assigns to its parameters to change what the advised method works with.
@Tag("campaign")
@SuppressWarnings("UnusedVariable")
final class UnguardedTest {
    private static MutationCampaign.Verdict hunt(Class<?> type, String method, Class<?> advice) {
        Method broken = Arrays.stream(type.getDeclaredMethods())
                .filter(candidate -> candidate.getName().equals(method))
                .max(Comparator.comparingInt(Method::getParameterCount))
                .orElseThrow();
        var verdict = MutationCampaign.hunt(Redefinition.advising(broken, advice), Hunt.in(Arena.quorum(1)), 2, false);
        assertThat(verdict.isFound()).as(verdict.toString()).isTrue();
        return verdict;
    }

    static final class Repeats {
        @Advice.OnMethodExit
        static void exit(@Advice.This History self, @Advice.Return(readOnly = false) History prefix) {
            prefix = self;
        }
    }

    @Test
    void anAbortHistoryMustEndBeforeARepetition() {
        hunt(History.class, "withoutRepetition", Repeats.class);
    }

    static final class NoRollback {
        @Advice.OnMethodEnter
        static void enter(
                @Advice.FieldValue("executed") History executed,
                @Advice.Argument(value = 0, readOnly = false) History history) {
            if (!executed.isPrefixOf(history) && history.length() > 0) {
                history = executed;
            }
        }
    }

    @Test
    void speculationMustBeRolledBack() {
        hunt(Speculation.class, "moveTo", NoRollback.class);
    }

    static final class AnyInstance {
        @Advice.OnMethodEnter
        static void enter(@Advice.Argument(value = 0, readOnly = false) InstanceId instance) {
            instance = InstanceId.FIRST;
        }
    }

    @Test
    void theClientsMacMustCoverTheInstance() {
        hunt(Req.class, "content", AnyInstance.class);
    }

    static final class AnyHistory {
        @Advice.OnMethodEnter
        static void enter(@Advice.Argument(value = 3, readOnly = false) History history) {
            history = History.EMPTY;
        }
    }

    @Test
    void theSignatureMustCoverTheHistory() {
        hunt(Abort.class, "content", AnyHistory.class);
    }

    static final class AnyDigest {
        @Advice.OnMethodEnter
        static void enter(@Advice.Argument(value = 4, readOnly = false) Digest history) {
            history = History.EMPTY.digest();
        }
    }

    @Test
    void theReplicasMacMustCoverTheHistory() {
        hunt(Resp.class, "content", AnyDigest.class);
    }

    static final class NeverForgets {
        @Advice.OnMethodExit
        static void exit(@Advice.Return(readOnly = false) boolean takesPart) {
            takesPart = true;
        }
    }

    @Test
    void aReplicaWithoutItsMemoryMustStaySilent() {
        hunt(CompositionReplica.class, "mayBegin", NeverForgets.class);
    }
}
