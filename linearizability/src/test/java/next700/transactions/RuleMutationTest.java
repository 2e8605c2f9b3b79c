package next700.transactions;

import static net.bytebuddy.matcher.ElementMatchers.is;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.implementation.FixedValue;
import net.bytebuddy.implementation.StubMethod;
import next700.mutation.BrokenPackage;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every rule by which anomalies are found is missed by some scenario when it is taken away. */
@Tag("campaign")
class RuleMutationTest {
    static Stream<Arguments> rules() {
        return Stream.of(
                        rulesOf(ListVersions.class, "isPrefix"),
                        rulesOf(ListElements.class, "isGarbage", "isAborted", "isFuture"),
                        rulesOf(ListReads.class, "missesOwnWrite", "changed"),
                        rulesOf(ListAnomalies.class, "isIntermediate", "isReordered", "isDirty", "misses"),
                        rulesOf(
                                ListDependencies.class,
                                "drawWriteDependency",
                                "drawReadDependency",
                                "drawAntiDependency",
                                "drawAntiDependencies"),
                        rulesOf(RegisterVersions.class, "readsInitial"),
                        rulesOf(RegisterReads.class, "isGarbage", "isAborted", "isFuture", "isIntermediate", "differs"),
                        rulesOf(LostUpdates.class, "losesUpdate"),
                        rulesOf(
                                RegisterOrder.class,
                                "isOnCycle",
                                "orderWritesAfterReads",
                                "orderByProcess",
                                "orderByRealTime",
                                "orderInitialFirst"),
                        rulesOf(
                                RegisterDependencies.class,
                                "drawWriteDependency",
                                "drawReadDependency",
                                "drawAntiDependencies"),
                        rulesOf(
                                CycleSearch.class,
                                "searchWithin",
                                "searchSingle",
                                "searchNonAdjacent",
                                "searchAdjacent"),
                        rulesOf(DependencyGraph.Builder.class, "processes", "fan"))
                .flatMap(rules -> rules);
    }

    private static Stream<Arguments> rulesOf(Class<?> type, String... names) {
        return Arrays.stream(names).map(name -> Arguments.of(type, name));
    }

    @ParameterizedTest(name = "{0}.{1}")
    @MethodSource("rules")
    void withoutTheRuleAScenarioFails(Class<?> type, String rule) throws Exception {
        assertThat(failuresWith(type.getName(), without(type, rule))).isNotEmpty();
    }

    @Test
    void withAllRulesNoneFails() throws Exception {
        assertThat(failuresWith("", new byte[0])).isEmpty();
    }

    /** The class with one method that says no, or does nothing. */
    private static byte[] without(Class<?> type, String rule) {
        Method method = Arrays.stream(type.getDeclaredMethods())
                .filter(candidate -> candidate.getName().equals(rule))
                .findFirst()
                .orElseThrow();
        var found = new ByteBuddy().redefine(type).method(is(method));
        boolean isPredicate = method.getReturnType() == boolean.class;
        // All that is read is a beginning of the longest: to take that rule away is to say yes.
        return (isPredicate
                        ? found.intercept(FixedValue.value(rule.equals("isPrefix")))
                        : found.intercept(StubMethod.INSTANCE))
                .make()
                .getBytes();
    }

    private static List<?> failuresWith(String changed, byte[] bytes) throws Exception {
        Class<?> scenarios =
                new BrokenPackage("next700.transactions", changed, bytes).loadClass(Scenarios.class.getName());
        Method failures = scenarios.getDeclaredMethod("failures");
        failures.setAccessible(true);
        return (List<?>) failures.invoke(null);
    }
}
