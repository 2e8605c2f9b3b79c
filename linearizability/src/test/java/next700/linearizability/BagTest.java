package next700.linearizability;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import next700.history.Completion;
import next700.history.History;
import next700.history.Operation;
import next700.history.Value;
import org.junit.jupiter.api.Test;

/** A queue without an order, whose lost dequeues are only counted, against all that it can hold, written out. */
class BagTest {
    /** States are all that may be in it, each sorted; a dequeue that was never answered has taken any of it. */
    private record Possibilities() implements Specification<Set<List<Long>>> {
        private interface Step {
            /** What may be left of one of the possibilities. */
            List<List<Long>> of(List<Long> content);
        }

        @Override
        public String name() {
            return "possibilities";
        }

        @Override
        public Set<String> functions() {
            return Set.of("enqueue", "dequeue");
        }

        @Override
        public Set<List<Long>> initial() {
            return Set.of(List.of());
        }

        @Override
        public Meaning<Set<List<Long>>> interpret(Operation operation) {
            if (operation.function().equals("enqueue")) {
                return Meaning.change(operation, each(content -> List.of(with(content, operation.argument()))));
            }
            return switch (operation.completion()) {
                case Completion.Ok ok ->
                    Meaning.happened(each(content -> ok.value().equals(Value.NIL)
                            ? (content.isEmpty() ? List.of(content) : List.of())
                            : without(content, ok.value())));
                case Completion.Failed failed -> Meaning.irrelevant();
                case Completion.Unknown unknown -> Meaning.possible(each(Possibilities::withoutAny));
            };
        }

        private static Transition<Set<List<Long>>> each(Step step) {
            return state -> {
                Set<List<Long>> after = new HashSet<>();
                state.forEach(content -> after.addAll(step.of(content)));
                return after.isEmpty() ? null : after;
            };
        }

        private static List<Long> with(List<Long> content, Value value) {
            List<Long> more = new ArrayList<>(content);
            more.add(((Value.Whole) value).value());
            more.sort(null);
            return more;
        }

        private static List<List<Long>> without(List<Long> content, Value value) {
            List<Long> rest = new ArrayList<>(content);
            return rest.remove((Object) ((Value.Whole) value).value()) ? List.of(rest) : List.of();
        }

        private static List<List<Long>> withoutAny(List<Long> content) {
            List<List<Long>> rests = new ArrayList<>();
            for (long value : content) {
                rests.addAll(without(content, Value.of(value)));
            }
            return rests.isEmpty() ? List.of(content) : rests;
        }
    }

    @Test
    void aLostDequeueIsWhateverMakesTheRestPossible() {
        List<SmallHistories<?>> bags = Vocabularies.all()
                .filter(histories -> histories.specification() instanceof Bag)
                .toList();
        int holds = 0;
        int violated = 0;
        for (SmallHistories<?> histories : bags) {
            for (long seed = 0; seed < 5_000; seed++) {
                History history = histories.random(seed, 7);
                boolean possible = BruteForce.isLinearizable(new Possibilities(), history);

                assertThat(Linearizability.of(new Bag()).check(history) instanceof Verdict.Holds)
                        .as("seed %d: %s", seed, history.operations())
                        .isEqualTo(possible);
                holds += possible ? 1 : 0;
                violated += possible ? 0 : 1;
            }
        }
        assertThat(bags).hasSize(2);
        assertThat(holds).isGreaterThan(1_000);
        assertThat(violated).isGreaterThan(1_000);
    }
}
