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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every rule by which anomalies are found is missed by some scenario when it is taken away. */
class RuleMutationTest {
    private static final List<String> LIST_RULES = List.of(
            "isPrefix",
            "isGarbage",
            "isAborted",
            "isFuture",
            "missesOwnWrite",
            "changed",
            "isIntermediate",
            "isDirty",
            "losesUpdate",
            "misses",
            "drawWriteDependency",
            "drawReadDependency",
            "drawAntiDependency",
            "drawAntiDependencies");

    private static final List<String> REGISTER_RULES = List.of(
            "readsInitial",
            "isGarbage",
            "isAborted",
            "isFuture",
            "isIntermediate",
            "differs",
            "losesUpdate",
            "isCyclic",
            "orderWritesAfterReads",
            "orderByProcess",
            "orderByRealTime",
            "orderInitialFirst",
            "drawWriteDependency",
            "drawReadDependency",
            "drawAntiDependencies");

    private static final List<String> SEARCHES =
            List.of("searchWithin", "searchSingle", "searchNonAdjacent", "searchAdjacent");

    static Stream<Arguments> rules() {
        return Stream.of(
                        rulesOf(ListInference.class, LIST_RULES),
                        rulesOf(RegisterInference.class, REGISTER_RULES),
                        rulesOf(CycleSearch.class, SEARCHES),
                        rulesOf(DependencyGraph.Builder.class, List.of("processes", "fan")))
                .flatMap(rules -> rules);
    }

    private static Stream<Arguments> rulesOf(Class<?> type, List<String> names) {
        return names.stream().map(name -> Arguments.of(type, name));
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
