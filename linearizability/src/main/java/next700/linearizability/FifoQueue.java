package next700.linearizability;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import next700.history.Completion;
import next700.history.Operation;
import next700.history.Value;

/**
 * A first-in-first-out queue, empty at first: {@code enqueue} adds its value at the end, {@code dequeue} takes the
 * first and answers it, or answers null when there is none. A failed operation did not happen.
 */
public record FifoQueue() implements Specification<FifoQueue.Content> {
    @Override
    public String name() {
        return "queue";
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
    public Meaning<Content> interpret(Operation operation) {
        return switch (operation.function()) {
            case "enqueue" -> Meaning.change(operation, new Enqueue(operation.argument()));
            case "dequeue" ->
                switch (operation.completion()) {
                    case Completion.Ok ok ->
                        ok.value().equals(Value.NIL)
                                ? new Meaning<>(Meaning.Fate.OBSERVED, Optional.empty(), new FindEmpty())
                                : Meaning.happened(new Dequeue(ok.value()));
                    case Completion.Failed failed -> Meaning.irrelevant();
                    case Completion.Unknown unknown -> Meaning.possible(new DequeueUnseen());
                };
            default -> throw new UnintelligibleOperationException(this, operation);
        };
    }

    @Override
    public long sizeBytes(Content state) {
        // What has been turned from back to front may be new.
        return 72 + (state.back == null ? Content.CELL_BYTES * state.size : 0);
    }

    /**
     * What is in the queue: a list from the first on and one from the last on, whose cells are shared between states
     * (Okasaki, "Purely functional data structures", 1998). The front is empty only if the queue is.
     */
    public static final class Content {
        static final Content EMPTY = new Content(null, null, 0, 0, 1);
        private static final long CELL_BYTES = 24;
        private static final int BASE = 31;
        /** By which multiplication undoes that by the base, modulo 2^32. */
        private static final int INVERSE = 0xBDEF7BDF;

        private record Cell(Value value, Cell rest) {}

        private final Cell front;
        private final Cell back;
        private final int size;
        private final int hash;
        /** The base to the power of the size. */
        private final int power;

        private Content(Cell front, Cell back, int size, int hash, int power) {
            this.front = front;
            this.back = back;
            this.size = size;
            this.hash = hash;
            this.power = power;
        }

        boolean isEmpty() {
            return front == null;
        }

        int size() {
            return size;
        }

        Value first() {
            return front.value;
        }

        Content enqueue(Value value) {
            Cell cell = new Cell(value, isEmpty() ? null : back);
            int longer = BASE * hash + value.hashCode();
            return isEmpty()
                    ? new Content(cell, null, 1, longer, BASE)
                    : new Content(front, cell, size + 1, longer, BASE * power);
        }

        Content dequeue() {
            int shorter = power * INVERSE;
            int rest = hash - shorter * front.value.hashCode();
            if (front.rest != null) {
                return new Content(front.rest, back, size - 1, rest, shorter);
            }
            Cell turned = null;
            for (Cell cell = back; cell != null; cell = cell.rest) {
                turned = new Cell(cell.value, turned);
            }
            return new Content(turned, null, size - 1, rest, shorter);
        }

        private List<Value> values() {
            List<Value> values = new ArrayList<>(size);
            for (Cell cell = front; cell != null; cell = cell.rest) {
                values.add(cell.value);
            }
            int turn = values.size();
            for (Cell cell = back; cell != null; cell = cell.rest) {
                values.add(cell.value);
            }
            Collections.reverse(values.subList(turn, values.size()));
            return values;
        }

        @Override
        public boolean equals(Object object) {
            if (this == object) {
                return true;
            }
            if (!(object instanceof Content other) || hash != other.hash || size != other.size) {
                return false;
            }
            Iterator<Value> others = other.values().iterator();
            return values().stream().allMatch(value -> value.equals(others.next()));
        }

        @Override
        public int hashCode() {
            return hash;
        }

        /** From the first on. */
        @Override
        public String toString() {
            return values().toString();
        }
    }

    /** The operation of that kind. */
    static Transition<Content> accessing(Passages.Access access) {
        return switch (access.kind()) {
            case PUT -> new Enqueue(access.value());
            case TAKE -> new Dequeue(access.value());
            case TAKE_UNSEEN -> new DequeueUnseen();
            case FIND_NONE -> new FindEmpty();
        };
    }

    private record Enqueue(Value value) implements Transition<Content>, Passages.Accessing {
        @Override
        public Passages.Access access() {
            return new Passages.Access(Passages.Kind.PUT, value);
        }

        @Override
        public Content apply(Content state) {
            return state.enqueue(value);
        }
    }

    private record Dequeue(Value value) implements Transition<Content>, Passages.Accessing {
        @Override
        public Passages.Access access() {
            return new Passages.Access(Passages.Kind.TAKE, value);
        }

        @Override
        public Content apply(Content state) {
            return !state.isEmpty() && state.first().equals(value) ? state.dequeue() : null;
        }
    }

    private record DequeueUnseen() implements Transition<Content>, Passages.Accessing {
        @Override
        public Passages.Access access() {
            return Passages.Access.TAKE_UNSEEN;
        }

        @Override
        public Content apply(Content state) {
            return state.isEmpty() ? state : state.dequeue();
        }
    }

    private record FindEmpty() implements Transition<Content>, Passages.Accessing {
        @Override
        public Passages.Access access() {
            return Passages.Access.FIND_NONE;
        }

        @Override
        public Content apply(Content state) {
            return state.isEmpty() ? state : null;
        }
    }
}
