package next700.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import next700.process.Effects;
import next700.process.Message;
import next700.process.ProcessId;
import next700.process.ReplicaId;
import next700.process.Taken;
import org.junit.jupiter.api.Test;

/** What is left of the effects of a process that crashes in the middle of them. */
final class CrashTest {
    private record Promise(int value) implements Message {}

    private record Made(String step, ProcessId process) implements Taken {}

    private static final ReplicaId SELF = new ReplicaId(1);

    private static List<?> effects(int carriedOut) {
        Effects out = new Effects();
        out.store("promised", new Promise(1));
        out.took(new Made("Promise", SELF));
        out.send(new ReplicaId(2), new Promise(1));
        return Run.until(carriedOut, out.toList());
    }

    /** Otherwise what was stored would come from nowhere, and no specification could follow the run. */
    @Test
    void aStepIsTakenWithTheEffectThatItIsToldAfter() {
        assertThat(effects(1)).hasSize(2);
        assertThat(effects(2)).hasSize(2);
    }

    @Test
    void aStepThatHadNoEffectYetIsNotTaken() {
        assertThat(effects(0)).isEmpty();
    }

    @Test
    void aProcessThatIsToDieLaterCarriesAllOut() {
        assertThat(effects(9)).hasSize(3);
    }
}
