package next700.linearizability;

import java.util.Set;
import next700.history.Completion;
import next700.history.Operation;
import next700.history.Value;

/** A maker of names: {@code generate} answers one that it has never answered before. */
public record UniqueIds() implements Specification<Bindings<Boolean>> {
    @Override
    public String name() {
        return "unique-ids";
    }

    @Override
    public Set<String> functions() {
        return Set.of("generate");
    }

    @Override
    public Bindings<Boolean> initial() {
        return Bindings.empty();
    }

    @Override
    public long sizeBytes(Bindings<Boolean> state) {
        return state.sizeBytes();
    }

    @Override
    public Meaning<Bindings<Boolean>> interpret(Operation operation) {
        return switch (operation.function()) {
            case "generate" ->
                operation.completion() instanceof Completion.Ok ok
                        ? Meaning.<Bindings<Boolean>>happened(new Give(ok.value()))
                                .of(ok.value())
                        : Meaning.irrelevant();
            default -> throw new UnintelligibleOperationException(this, operation);
        };
    }

    private record Give(Value id) implements Transition<Bindings<Boolean>> {
        @Override
        public Bindings<Boolean> apply(Bindings<Boolean> state) {
            return state.contains(id) ? null : state.with(id, true);
        }
    }
}
