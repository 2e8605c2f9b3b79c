package next700.linearizability;

import java.util.Optional;
import java.util.Set;
import next700.history.Completion;
import next700.history.Operation;
import next700.history.Value;

/**
 * A register that counts its writes and tells: {@code read} answers {@code [value, version]}, and so may
 * {@code write}, with the version that it made; any other answer of a write does not tell the version. The initial
 * value has the version 0. A failed operation did not happen.
 *
 * <p>{@link VersionMonitor} decides where it is known which write each read saw.
 *
 * @param initialValue what a read answers before the first write, with the version 0
 */
public record VersionedRegister(Value initialValue) implements Specification<VersionedRegister.Content> {
    /** A value and the number of writes that led to it. */
    public record Content(Value value, long version) {
        @Override
        public String toString() {
            return value + " of version " + version;
        }
    }

    /** A register that is null at first. */
    public VersionedRegister() {
        this(Value.NIL);
    }

    @Override
    public String name() {
        return "versioned-register";
    }

    @Override
    public Set<String> functions() {
        return Set.of("read", "write");
    }

    @Override
    public Content initial() {
        return new Content(initialValue, 0);
    }

    @Override
    public long sizeBytes(Content state) {
        return 32;
    }

    @Override
    public Meaning<Content> interpret(Operation operation) {
        return switch (operation.function()) {
            case "read" ->
                Meaning.observation(operation, result -> {
                    Content seen = content(result)
                            .orElseThrow(() -> new UnintelligibleOperationException(
                                    this, operation, "a read answers [value, version]"));
                    return new Read(seen);
                });
            case "write" ->
                operation.completion() instanceof Completion.Ok ok
                        ? Meaning.happened(made(operation, ok.value())
                                .map(made -> (Transition<Content>) new WriteOfVersion(made))
                                .orElseGet(() -> new Write(operation.argument())))
                        : Meaning.change(operation, new Write(operation.argument()));
            default -> throw new UnintelligibleOperationException(this, operation);
        };
    }

    /** What a write was told to have made. */
    private Optional<Content> made(Operation operation, Value answer) {
        if (answer.equals(operation.argument())) {
            return Optional.empty();
        }
        Optional<Content> made = content(answer);
        if (made.filter(content -> !content.value.equals(operation.argument())).isPresent()) {
            throw new UnintelligibleOperationException(
                    this, operation, "a write is answered with [the value that it wrote, version]");
        }
        return made;
    }

    private static Optional<Content> content(Value value) {
        return Pair.of(value)
                .flatMap(pair -> pair.second() instanceof Value.Whole version
                        ? Optional.of(new Content(pair.first(), version.value()))
                        : Optional.empty());
    }

    /** Somebody saw the value and the version. */
    record Read(Content content) implements Transition<Content> {
        @Override
        public Content apply(Content state) {
            return state.equals(content) ? state : null;
        }
    }

    /** The register takes a value. */
    record Write(Value value) implements Transition<Content> {
        @Override
        public Content apply(Content state) {
            return new Content(value, state.version + 1);
        }
    }

    /** The register takes a value and thereby that version. */
    record WriteOfVersion(Content content) implements Transition<Content> {
        @Override
        public Content apply(Content state) {
            return state.version + 1 == content.version ? content : null;
        }

        @Override
        public Transition<Content> unanswered() {
            return new Write(content.value);
        }
    }
}
