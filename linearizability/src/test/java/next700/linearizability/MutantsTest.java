package next700.linearizability;

import static net.bytebuddy.matcher.ElementMatchers.named;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.implementation.FixedValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each rule of the search and of the monitors is a predicate of its own. Here one after the other gives the same answer
 * whatever it is asked, and the tests must notice. (Where a rule only saves time, it is broken so that it saves too
 * much.)
 */
class MutantsTest {
    static Stream<Arguments> mutants() {
        return Stream.of(
                // The search
                Arguments.of("Search", "isBehindItsTwin", true),
                Arguments.of("Search", "isNoLaterThan", true),
                Arguments.of("Search", "isOfAnotherKey", true),
                Arguments.of("Search", "isWithoutEffect", true),
                Arguments.of("Search", "isBetterWithoutThePrevious", true),
                Arguments.of("Search", "isOptional", true),
                Arguments.of("Visited$Generation", "isSubset", true),
                Arguments.of("Timeline", "isInvocation", true),
                Arguments.of("Reachability", "isImpossible", true),
                // Registers
                Arguments.of("RegisterMonitor$Clusters", "isForward", true),
                Arguments.of("RegisterMonitor$Clusters", "isForward", false),
                Arguments.of("RegisterMonitor$Clusters", "overlap", true),
                Arguments.of("RegisterMonitor$Clusters", "overlap", false),
                Arguments.of("RegisterMonitor$Clusters", "isWithin", true),
                Arguments.of("RegisterMonitor$Clusters", "isWithin", false),
                Arguments.of("RegisterMonitor$Clusters", "isBeforeItsWrite", true),
                Arguments.of("RegisterMonitor$Clusters", "isBeforeItsWrite", false),
                // Queues and stacks
                Arguments.of("Passages", "isTaken", true),
                Arguments.of("Passages", "isTaken", false),
                Arguments.of("Passages", "isTakenWrongly", true),
                Arguments.of("Passages", "isTakenWrongly", false),
                Arguments.of("Passages", "isUseless", true),
                Arguments.of("Passages", "isUseless", false),
                Arguments.of("QueueMonitor$Sequencing", "isPutBefore", true),
                Arguments.of("QueueMonitor$Sequencing", "isPutBefore", false),
                Arguments.of("QueueMonitor$Sequencing", "isOvertaken", true),
                Arguments.of("QueueMonitor$Sequencing", "isOvertaken", false),
                Arguments.of("QueueMonitor$Sequencing", "mustBeTakenUnseen", true),
                Arguments.of("QueueMonitor$Sequencing", "mustBeTakenUnseen", false),
                Arguments.of("QueueMonitor$Sequencing", "isUnseenInTime", true),
                Arguments.of("QueueMonitor$Sequencing", "isUnseenInTime", false),
                Arguments.of("StackMonitor$Nesting", "isBelow", true),
                Arguments.of("StackMonitor$Nesting", "isBelow", false));
    }

    @ParameterizedTest(name = "{0}.{1} is always {2}")
    @MethodSource("mutants")
    void theTestsNotice(String className, String rule, boolean answer) throws ReflectiveOperationException {
        Class<?> original = Class.forName("next700.linearizability." + className);
        assertThat(original.getDeclaredMethods()).extracting("name").contains(rule);
        byte[] broken = new ByteBuddy()
                .redefine(original)
                .method(named(rule))
                .intercept(FixedValue.value(answer))
                .make()
                .getBytes();

        assertThat(probe(Map.of(original.getName(), broken))).isTrue();
    }

    @Test
    void theUnbrokenCheckerPasses() throws ReflectiveOperationException {
        assertThat(new Probe().getAsBoolean()).isFalse();
    }

    private static boolean probe(Map<String, byte[]> broken) throws ReflectiveOperationException {
        var constructor =
                new BrokenPackage(broken).loadClass(Probe.class.getName()).getDeclaredConstructor();
        constructor.setAccessible(true);
        return ((BooleanSupplier) constructor.newInstance()).getAsBoolean();
    }

    /** Loads this package anew, with the broken classes in place of the originals. */
    private static final class BrokenPackage extends ClassLoader {
        private final Map<String, byte[]> broken;

        BrokenPackage(Map<String, byte[]> broken) {
            super(MutantsTest.class.getClassLoader());
            this.broken = broken;
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.startsWith(MutantsTest.class.getPackageName() + ".")) {
                return super.loadClass(name, resolve);
            }
            synchronized (getClassLoadingLock(name)) {
                Class<?> loaded = findLoadedClass(name);
                if (loaded != null) {
                    return loaded;
                }
                byte[] bytes = broken.containsKey(name) ? broken.get(name) : original(name);
                return defineClass(name, bytes, 0, bytes.length);
            }
        }

        private byte[] original(String name) throws ClassNotFoundException {
            try (InputStream in = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
                if (in == null) {
                    throw new ClassNotFoundException(name);
                }
                return in.readAllBytes();
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }
}
