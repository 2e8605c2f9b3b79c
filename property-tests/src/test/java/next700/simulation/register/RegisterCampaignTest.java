package next700.simulation.register;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import next700.process.ProcessId;
import next700.process.Stored;
import next700.protocol.register.Variant;
import next700.trial.Campaign;
import next700.trial.CampaignResult;
import next700.trial.ChoiceTape;
import next700.trial.Counterexample;
import next700.trial.FuzzOptions;
import next700.trial.Subject;
import next700.trial.Trial;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each register keeps its promise, and, where that is less than an atomic register, no more than its promise. */
@Tag("campaign")
final class RegisterCampaignTest {
    @ParameterizedTest
    @EnumSource(Variant.class)
    void everyRegisterIsWhatItPromises(Variant variant) {
        CampaignResult result = Campaign.run(FuzzOptions.of(new RegisterSubject(variant, 1), 1_500));

        assertThat(result.counterexample().map(Counterexample::describe)).isEmpty();
        assertThat(result.missed()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = Variant.class,
            names = {"MAJORITY", "ROWS_AND_COLUMNS", "B_GRID", "DISSEMINATION", "MASKING"})
    void alsoWithTwoFaults(Variant variant) {
        CampaignResult result = Campaign.run(FuzzOptions.of(new RegisterSubject(variant, 2), 400));

        assertThat(result.counterexample().map(Counterexample::describe)).isEmpty();
    }

    /** The disk is what a replica's word is worth: without it, a value is lost that was acknowledged. */
    @Test
    void replicasThatComeBackWithoutWhatTheyStoredAreFound() {
        CampaignResult result =
                Campaign.run(FuzzOptions.of(forgetful(new RegisterSubject(Variant.MAJORITY, 1)), 5_000));

        assertThat(result.counterexample()).isPresent();
    }

    private static Subject forgetful(Subject subject) {
        return (Subject) Proxy.newProxyInstance(
                Subject.class.getClassLoader(),
                new Class<?>[] {Subject.class},
                (proxy, method, arguments) -> method.getName().equals("draw")
                        ? forgetful(subject.draw((ChoiceTape) arguments[0]))
                        : invoke(subject, method, arguments));
    }

    private static Trial forgetful(Trial trial) {
        return (Trial) Proxy.newProxyInstance(
                Trial.class.getClassLoader(),
                new Class<?>[] {Trial.class},
                (proxy, method, arguments) -> method.getName().equals("make")
                        ? trial.make((ProcessId) arguments[0], Stored.NOTHING)
                        : invoke(trial, method, arguments));
    }

    private static Object invoke(Object target, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
