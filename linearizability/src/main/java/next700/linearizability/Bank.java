package next700.linearizability;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import next700.history.Operation;
import next700.history.Value;

/**
 * Accounts between which money is moved: {@code transfer} with {@code {"from", "to", "amount"}} does so, and
 * {@code read} answers {@code {account: balance}} for all accounts, or for some, of which it then speaks alone. A
 * transfer that failed, for want of money or otherwise, did not happen. Accounts are named by texts or numbers.
 *
 * @param opening the balances at first; an account that is not named has 0
 * @param overdraft whether a balance may become negative
 */
public record Bank(Map<String, Long> opening, boolean overdraft) implements Specification<Bindings<Long>> {
    public Bank {
        opening = Map.copyOf(opening);
    }

    /** A bank of accounts that have nothing at first, and may have less. */
    public Bank() {
        this(Map.of(), true);
    }

    @Override
    public String name() {
        return "bank";
    }

    @Override
    public Set<String> functions() {
        return Set.of("transfer", "read");
    }

    @Override
    public Bindings<Long> initial() {
        Bindings<Long> balances = Bindings.empty();
        for (Map.Entry<String, Long> account : opening.entrySet()) {
            balances = deposit(balances, Value.of(account.getKey()), account.getValue());
        }
        return balances;
    }

    @Override
    public long sizeBytes(Bindings<Long> state) {
        return 2 * state.sizeBytes();
    }

    @Override
    public Meaning<Bindings<Long>> interpret(Operation operation) {
        return switch (operation.function()) {
            case "transfer" -> Meaning.change(operation, transfer(operation));
            case "read" ->
                Meaning.observation(operation, result -> {
                    Map<Value, Long> seen = new HashMap<>();
                    fields(operation, result)
                            .forEach((account, balance) -> seen.put(Value.of(account), whole(operation, balance)));
                    return state -> seen.entrySet().stream()
                                    .allMatch(account ->
                                            state.get(account.getKey(), 0L).equals(account.getValue()))
                            ? state
                            : null;
                });
            default -> throw new UnintelligibleOperationException(this, operation);
        };
    }

    private Transfer transfer(Operation operation) {
        Map<String, Value> fields = fields(operation, operation.argument());
        if (!fields.keySet().containsAll(Set.of("from", "to", "amount"))) {
            throw new UnintelligibleOperationException(this, operation, "a transfer has from, to and amount");
        }
        long amount = whole(operation, fields.get("amount"));
        return new Transfer(account(fields.get("from")), account(fields.get("to")), amount, overdraft);
    }

    private static Value account(Value name) {
        return name instanceof Value.Text ? name : Value.of(name.toString());
    }

    private Map<String, Value> fields(Operation operation, Value value) {
        if (value instanceof Value.Mapping mapping) {
            return mapping.entries();
        }
        throw new UnintelligibleOperationException(this, operation, value + " is no mapping");
    }

    private long whole(Operation operation, Value value) {
        if (value instanceof Value.Whole number) {
            return number.value();
        }
        throw new UnintelligibleOperationException(this, operation, value + " is not a whole number");
    }

    private record Transfer(Value from, Value to, long amount, boolean overdraft)
            implements Transition<Bindings<Long>> {
        @Override
        public Bindings<Long> apply(Bindings<Long> state) {
            if (!overdraft && state.get(from, 0L) < amount) {
                return null;
            }
            return deposit(deposit(state, from, -amount), to, amount);
        }
    }

    private static Bindings<Long> deposit(Bindings<Long> state, Value account, long money) {
        long balance = state.get(account, 0L) + money;
        // An account with nothing is no account, so that equal banks are equal.
        return balance == 0 ? state.without(account) : state.with(account, balance);
    }
}
