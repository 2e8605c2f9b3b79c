package next700.linearizability;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import next700.mutation.BrokenPackage;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each rule of the search and of the monitors is a predicate of its own. Here one after the other gives the same answer
 * whatever it is asked, and the tests must notice. (Where a rule only saves time, it is broken so that it saves too
 * much.) What is about one object is looked for with histories of that object.
 */
@Tag("campaign")
class MutantsTest {
    static Stream<Arguments> mutants() {
        return Stream.of(
                // The search
                Arguments.of("", "Search", "isBehindItsTwin", true),
                Arguments.of("", "Search", "isNoLaterThan", true),
                Arguments.of("", "Search", "isOfAnotherKey", true),
                Arguments.of("", "Search", "isWithoutEffect", true),
                Arguments.of("", "Search", "isBetterWithoutThePrevious", true),
                Arguments.of("", "Search", "isOptional", true),
                Arguments.of("", "Visited$Generation", "isSubset", true),
                Arguments.of("", "Timeline", "isInvocation", true),
                Arguments.of("", "Reachability", "isImpossible", true),
                // Registers
                Arguments.of("register", "Zones", "isForward", true),
                Arguments.of("register", "Zones", "isForward", false),
                Arguments.of("register", "Zones", "overlap", true),
                Arguments.of("register", "Zones", "overlap", false),
                Arguments.of("register", "Zones", "isWithin", true),
                Arguments.of("register", "Zones", "isWithin", false),
                Arguments.of("register", "RegisterMonitor$Clusters", "isBeforeItsWrite", true),
                Arguments.of("register", "RegisterMonitor$Clusters", "isBeforeItsWrite", false),
                // Texts that are appended to
                Arguments.of("kv", "AppendMonitor$Epochs", "isNeeded", false),
                Arguments.of("kv", "AppendMonitor$Epochs", "hadEnded", true),
                Arguments.of("kv", "AppendMonitor$Epochs", "hadEnded", false),
                // Counters
                Arguments.of("counter", "CounterMonitor$Counting", "isUncountable", true),
                Arguments.of("counter", "CounterMonitor$Counting", "isUncountable", false),
                Arguments.of("counter", "CounterMonitor$Counting", "isTaken", true),
                Arguments.of("counter", "CounterMonitor$Counting", "isTaken", false),
                Arguments.of("counter", "CounterMonitor$Counting", "isBeyond", true),
                Arguments.of("counter", "CounterMonitor$Counting", "isBeyond", false),
                Arguments.of("counter", "CounterMonitor$Counting", "needsMore", true),
                Arguments.of("counter", "CounterMonitor$Counting", "needsMore", false),
                Arguments.of("counter", "CounterMonitor$Counting", "isOutdated", true),
                Arguments.of("counter", "CounterMonitor$Counting", "isOutdated", false),
                Arguments.of("counter", "CounterMonitor$Counting", "isExceeded", true),
                Arguments.of("counter", "CounterMonitor$Counting", "isExceeded", false),
                // Histories that grow
                Arguments.of("", "streaming.Frontier$Pending", "isOptional", true),
                Arguments.of("", "streaming.Frontier$Pending", "isObservation", true),
                Arguments.of("", "streaming.Frontier", "isBehindItsTwin", true),
                Arguments.of("", "streaming.Frontier", "overwritesUnseen", true),
                Arguments.of("", "streaming.Configuration", "canHide", true),
                Arguments.of("", "streaming.Configuration", "canHide", false),
                Arguments.of("", "streaming.Antichain", "standsFor", true),
                Arguments.of("", "streaming.Slots", "isSubsetOf", true),
                // Queues and stacks
                Arguments.of("queue", "Passages", "isTaken", true),
                Arguments.of("queue", "Passages", "isTaken", false),
                Arguments.of("queue", "Passages", "isTakenWrongly", true),
                Arguments.of("queue", "Passages", "isTakenWrongly", false),
                Arguments.of("queue", "Passages", "isUseless", true),
                Arguments.of("queue", "Passages", "isUseless", false),
                Arguments.of("queue", "QueueMonitor$Sequencing", "isPutBefore", true),
                Arguments.of("queue", "QueueMonitor$Sequencing", "isPutBefore", false),
                Arguments.of("queue", "QueueMonitor$Sequencing", "isOvertaken", true),
                Arguments.of("queue", "QueueMonitor$Sequencing", "isOvertaken", false),
                Arguments.of("queue", "QueueMonitor$Sequencing", "mustBeTakenUnseen", true),
                Arguments.of("queue", "QueueMonitor$Sequencing", "mustBeTakenUnseen", false),
                Arguments.of("queue", "QueueMonitor$Sequencing", "isUnseenInTime", true),
                Arguments.of("queue", "QueueMonitor$Sequencing", "isUnseenInTime", false),
                Arguments.of("stack", "StackMonitor$Nesting", "isBelow", true),
                Arguments.of("stack", "StackMonitor$Nesting", "isBelow", false),
                // Versions
                Arguments.of("versioned-register", "VersionMonitor$Versions", "isUnwritten", true),
                Arguments.of("versioned-register", "VersionMonitor$Versions", "isUnwritten", false),
                Arguments.of("versioned-register", "VersionMonitor$Versions", "isAnother", true),
                Arguments.of("versioned-register", "VersionMonitor$Versions", "isAnotherPlace", true),
                Arguments.of("versioned-register", "VersionMonitor$Versions", "isAnotherPlace", false),
                // Sets
                Arguments.of("set", "Presence", "isTooLate", true),
                Arguments.of("set", "Presence", "isTooLate", false),
                Arguments.of("set", "Presence", "isOver", true),
                Arguments.of("set", "Presence", "isOver", false),
                Arguments.of("set", "Presence", "isAbsence", true),
                Arguments.of("set", "Presence", "isAbsence", false),
                Arguments.of("set", "Growth", "isImpossible", true),
                Arguments.of("set", "Growth", "isImpossible", false),
                Arguments.of("set", "Growth", "hasGrown", true),
                Arguments.of("set", "Growth", "hasGrown", false),
                Arguments.of("set", "Growth", "isBelow", true),
                Arguments.of("set", "Growth", "isBelow", false));
    }

    @ParameterizedTest(name = "{1}.{2} is always {3}")
    @MethodSource("mutants")
    void theTestsNotice(String object, String className, String rule, boolean answer)
            throws ReflectiveOperationException {
        Class<?> original = Class.forName("next700.linearizability." + className);
        assertThat(original.getDeclaredMethods()).extracting("name").contains(rule);

        assertThat(BrokenPackage.withConstant("next700.linearizability", original, rule, answer)
                        .probe(Probe.class, object))
                .isTrue();
    }

    @Test
    void theUnbrokenCheckerPasses() throws ReflectiveOperationException {
        assertThat(new Probe().test("register")).isFalse();
    }
}
