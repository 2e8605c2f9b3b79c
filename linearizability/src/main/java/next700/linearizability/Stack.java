package next700.linearizability;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import next700.history.Completion;
import next700.history.Operation;
import next700.history.Value;

/**
 * A stack, empty at first: {@code push} puts its value on top, {@code pop} takes the top and answers it, or answers
 * null when there is none. A failed operation did not happen.
 */
public record Stack() implements Specification<Stack.Content> {
    @Override
    public String name() {
        return "stack";
    }

    @Override
    public Set<String> functions() {
        return Set.of("push", "pop");
    }

    @Override
    public Content initial() {
        return Content.EMPTY;
    }

    @Override
    public Meaning<Content> interpret(Operation operation) {
        return switch (operation.function()) {
            case "push" -> Meaning.change(operation, new Push(operation.argument()));
            case "pop" ->
                switch (operation.completion()) {
                    case Completion.Ok ok ->
                        ok.value().equals(Value.NIL)
                                ? new Meaning<>(Meaning.Fate.OBSERVED, Optional.empty(), new FindEmpty())
                                : Meaning.happened(new Pop(ok.value()));
                    case Completion.Failed failed -> Meaning.irrelevant();
                    case Completion.Unknown unknown -> Meaning.possible(new PopUnseen());
                };
            default -> throw new UnintelligibleOperationException(this, operation);
        };
    }

    @Override
    public long sizeBytes(Content state) {
        return 32;
    }

    /** What is on the stack: the top and the rest, shared between states. */
    public static final class Content {
        static final Content EMPTY = new Content(null, null, 0);

        private final Value top;
        private final Content rest;
        private final int hash;

        private Content(Value top, Content rest, int hash) {
            this.top = top;
            this.rest = rest;
            this.hash = hash;
        }

        boolean isEmpty() {
            return rest == null;
        }

        Content push(Value value) {
            return new Content(value, this, 31 * hash + value.hashCode() + 1);
        }

        @Override
        public boolean equals(Object object) {
            if (!(object instanceof Content other) || hash != other.hash) {
                return false;
            }
            Content one = this;
            while (one != other && !one.isEmpty() && !other.isEmpty() && one.top.equals(other.top)) {
                one = one.rest;
                other = other.rest;
            }
            return one == other;
        }

        @Override
        public int hashCode() {
            return hash;
        }

        /** From the top. */
        @Override
        public String toString() {
            List<Value> values = new ArrayList<>();
            for (Content content = this; !content.isEmpty(); content = content.rest) {
                values.add(content.top);
            }
            return values.toString();
        }
    }

    private record Push(Value value) implements Transition<Content>, Passages.Accessing {
        @Override
        public Passages.Access access() {
            return new Passages.Access(Passages.Kind.PUT, value);
        }

        @Override
        public Content apply(Content state) {
            return state.push(value);
        }
    }

    private record Pop(Value value) implements Transition<Content>, Passages.Accessing {
        @Override
        public Passages.Access access() {
            return new Passages.Access(Passages.Kind.TAKE, value);
        }

        @Override
        public Content apply(Content state) {
            return !state.isEmpty() && state.top.equals(value) ? state.rest : null;
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

    private record PopUnseen() implements Transition<Content>, Passages.Accessing {
        @Override
        public Passages.Access access() {
            return Passages.Access.TAKE_UNSEEN;
        }

        @Override
        public Content apply(Content state) {
            return state.isEmpty() ? state : state.rest;
        }
    }
}
