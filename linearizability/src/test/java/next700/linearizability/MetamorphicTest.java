package next700.linearizability;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;
import next700.history.Completion;
import next700.history.History;
import next700.history.Operation;
import next700.history.Value;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Changes of a history that must not change its verdict, or only in one direction, on histories of some size. */
@Tag("campaign")
class MetamorphicTest {
    private static final int HISTORIES = Integer.getInteger("next700.histories", 150);
    private static final int MOST_OPERATIONS = 14;

    private record Event(int position, Operation operation, boolean completes) {}

    private static List<Event> events(History history) {
        List<Event> events = new ArrayList<>();
        for (Operation operation : history.operations()) {
            events.add(new Event(operation.invoked().position(), operation, false));
            operation.completion().moment().ifPresent(at -> events.add(new Event(at.position(), operation, true)));
        }
        events.sort(Comparator.comparingInt(Event::position));
        return events;
    }

    /** The history of these events, each operation by a process of its own, with its values renamed. */
    private static History history(List<Event> events, UnaryOperator<Value> renaming) {
        History.Builder history = History.builder("changed");
        long time = 0;
        for (Event event : events) {
            Operation operation = event.operation;
            String process = "q" + operation.index();
            if (!event.completes) {
                history.invoke(process, operation.function(), renaming.apply(operation.argument()), time++);
            } else {
                switch (operation.completion()) {
                    case Completion.Ok ok -> history.ok(process, renaming.apply(ok.value()), time++);
                    case Completion.Failed failed -> history.fail(process, renaming.apply(failed.value()), time++);
                    case Completion.Unknown unknown -> {}
                }
            }
        }
        return history.build();
    }

    private static boolean holds(SmallHistories<?> histories, History history) {
        return holds(histories.specification(), history);
    }

    private static <S> boolean holds(Specification<S> specification, History history) {
        return Linearizability.of(specification).check(history) instanceof Verdict.Holds;
    }

    private interface Change {
        void check(SmallHistories<?> histories, History history, Random random);
    }

    private static void forAll(Change change) {
        Vocabularies.all()
                .filter(histories -> !(histories.specification() instanceof Mutex mutex && mutex.owned()))
                .forEach(histories -> {
                    for (int seed = 0; seed < HISTORIES; seed++) {
                        change.check(histories, histories.random(seed, MOST_OPERATIONS), new Random(seed));
                    }
                });
    }

    @Test
    void renamingProcessesChangesNothing() {
        forAll((histories, history, random) -> assertThat(holds(histories, history(events(history), value -> value)))
                .isEqualTo(holds(histories, history)));
    }

    @Test
    void renamingTheValuesOfAContainerChangesNothing() {
        UnaryOperator<Value> renaming =
                value -> value instanceof Value.Whole number ? Value.of("v" + (100 - number.value())) : value;
        forAll((histories, history, random) -> {
            if (histories.specification() instanceof FifoQueue
                    || histories.specification() instanceof Stack
                    || histories.specification().equals(new Register())) {
                assertThat(holds(histories, history(events(history), renaming))).isEqualTo(holds(histories, history));
            }
        });
    }

    @Test
    void widerOperationsKeepALinearizableHistoryLinearizable() {
        forAll((histories, history, random) -> {
            List<Event> events = events(history);
            for (int swaps = 0; swaps < 5; swaps++) {
                int i = random.nextInt(events.size());
                // A completion may come later than the invocation that followed it.
                if (i + 1 < events.size() && events.get(i).completes && !events.get(i + 1).completes) {
                    Collections.swap(events, i, i + 1);
                }
            }
            History wider = history(events, value -> value);
            assertThat(holds(histories, wider) || !holds(histories, history)).isTrue();
        });
    }

    @Test
    void anOperationThatNeverReturnedIsNotMissedWhereItWasNotNeeded() {
        forAll((histories, history, random) -> {
            List<Event> events = events(history);
            Verdict verdict = Linearizability.of(histories.specification()).check(history);
            if (verdict instanceof Verdict.Holds holds) {
                Set<Operation> used = new HashSet<>(holds.certificate().order());
                events.removeIf(event ->
                        event.operation.completion() instanceof Completion.Unknown && !used.contains(event.operation));
                assertThat(holds(histories, history(events, value -> value))).isTrue();
            }
        });
    }

    @Test
    void oneMoreOperationThatNeverReturnedDoesNotMakeALinearizableHistoryWrong() {
        forAll((histories, history, random) -> {
            List<Event> events = events(history);
            History other = histories.random(random.nextInt(), 4);
            Operation called = other.operations().getFirst();
            Operation added = new Operation(
                    1_000, "extra", called.function(), called.argument(), called.invoked(), new Completion.Unknown());
            events.add(random.nextInt(events.size()), new Event(-1, added, false));
            assertThat(holds(histories, history(events, value -> value)) || !holds(histories, history))
                    .isTrue();
        });
    }

    @Test
    void twoKeysAreLinearizableTogetherIfEachIs() {
        SmallHistories<?> registers = Vocabularies.all().findFirst().orElseThrow();
        for (int seed = 0; seed < HISTORIES; seed++) {
            History one = registers.random(seed, MOST_OPERATIONS);
            History other = registers.random(-1 - seed, MOST_OPERATIONS);
            History both = together(one, other, new Random(seed));
            boolean expected = holds(registers, one) && holds(registers, other);

            assertThat(holds(new KeyValue(), both)).isEqualTo(expected);
            assertThat(Linearizability.of(new KeyValue()).unpartitioned().check(both) instanceof Verdict.Holds)
                    .isEqualTo(expected);
        }
    }

    /** The history of a store with a register at each of two keys, their events shuffled. */
    private static History together(History one, History other, Random random) {
        List<List<Event>> left = List.of(new ArrayList<>(events(one)), new ArrayList<>(events(other)));
        History.Builder history = History.builder("together");
        long time = 0;
        while (!left.getFirst().isEmpty() || !left.getLast().isEmpty()) {
            int key = left.getFirst().isEmpty() ? 1 : left.getLast().isEmpty() ? 0 : random.nextInt(2);
            Event event = left.get(key).removeFirst();
            String process = key + "-" + event.operation.index();
            String function = event.operation.function().equals("read") ? "get" : "put";
            if (!event.completes) {
                history.invoke(process, function, Value.list(Value.of(key), event.operation.argument()), time++);
            } else if (event.operation.completion() instanceof Completion.Ok ok) {
                history.ok(process, Value.list(Value.of(key), ok.value()), time++);
            } else {
                history.fail(process, Value.NIL, time++);
            }
        }
        return history.build();
    }
}
