package next700.linearizability;

import java.util.Set;
import next700.history.Completion;
import next700.history.Operation;
import next700.history.Value;

/**
 * A queue that promises no order, empty at first: {@code enqueue} adds its value, {@code dequeue} takes any that is there
 * and answers it, or answers null when there is none. A failed operation did not happen.
 *
 * <p>What a dequeue took that was never answered nobody knows. It may have taken it at any time since, so that it need not be
 * said before somebody finds the queue empty: until then it is only counted.
 */
public record Bag() implements Specification<Bag.Content> {
    /**
     * What is in it.
     *
     * @param counts how many there are of each value
     * @param size how many altogether
     * @param lost how many of these may be taken by dequeues that were never answered
     */
    public record Content(Bindings<Integer> counts, int size, int lost) {
        static final Content EMPTY = new Content(Bindings.empty(), 0, 0);

        private Content with(Value value) {
            return new Content(counts.with(value, counts.get(value, 0) + 1), size + 1, lost);
        }

        /** Without one of the value; null if there is none. */
        private Content without(Value value) {
            int count = counts.get(value, 0);
            if (count == 0) {
                return null;
            }
            return new Content(count == 1 ? counts.without(value) : counts.with(value, count - 1), size - 1, lost);
        }
    }

    @Override
    public boolean tellsKeysWhenInvoked() {
        return false;
    }

    @Override
    public String name() {
        return "unordered-queue";
    }

    @Override
    public Set<String> functions() {
        return Set.of("enqueue", "dequeue");
    }

    @Override
    public Content initial() {
        return Content.EMPTY;
    }

    @Override
    public long sizeBytes(Content state) {
        return 32 + state.counts.sizeBytes();
    }

    @Override
    public Meaning<Content> interpret(Operation operation) {
        return switch (operation.function()) {
            case "enqueue" ->
                Meaning.change(operation, new Enqueue(operation.argument())).of(operation.argument());
            case "dequeue" ->
                switch (operation.completion()) {
                    case Completion.Ok ok ->
                        ok.value().equals(Value.NIL)
                                ? Meaning.happened(new FindEmpty())
                                : Meaning.<Content>happened(new Dequeue(ok.value()))
                                        .of(ok.value());
                    case Completion.Failed failed -> Meaning.irrelevant();
                    case Completion.Unknown unknown -> Meaning.possible(new Lose());
                };
            default -> throw new UnintelligibleOperationException(this, operation);
        };
    }

    private record Enqueue(Value value) implements Transition<Content> {
        @Override
        public Content apply(Content state) {
            return state.with(value);
        }
    }

    private record Dequeue(Value value) implements Transition<Content> {
        @Override
        public Content apply(Content state) {
            return state.without(value);
        }

        @Override
        public Transition<Content> unanswered() {
            return new Lose();
        }
    }

    /** Nobody knows what was taken, if anything was. */
    private record Lose() implements Transition<Content> {
        @Override
        public Content apply(Content state) {
            return new Content(state.counts, state.size, state.lost + 1);
        }
    }

    /** It was empty: what seemed to be there had been lost. */
    private record FindEmpty() implements Transition<Content> {
        @Override
        public Content apply(Content state) {
            return state.size <= state.lost ? new Content(Bindings.empty(), 0, state.lost - state.size) : null;
        }

        @Override
        public Transition<Content> unanswered() {
            return new Lose();
        }
    }
}
