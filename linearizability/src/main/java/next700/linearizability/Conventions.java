package next700.linearizability;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import next700.history.Value;

/**
 * What recordings mean where recorders differ, so that no function and no value tells it.
 *
 * @param initial the object at first: the value of a register, the sum of a counter, the balances of a bank
 * @param failedCas what a compare-and-set says that failed
 * @param silentNulls whether a read that was answered with null says nothing, rather than that it saw the initial state
 */
public record Conventions(Optional<Value> initial, FailedCas failedCas, boolean silentNulls) {
    public static final Conventions USUAL = new Conventions(Optional.empty(), FailedCas.DID_NOT_HAPPEN, false);

    /**
     * The object by these conventions.
     *
     * @throws IllegalArgumentException if one of them that is not the usual does not apply to it; the message says which
     */
    public Specification<?> appliedTo(Specification<?> object) {
        Specification<?> known = object;
        if (failedCas == FailedCas.SAW_ANOTHER) {
            known = switch (object) {
                case CompareAndSetRegister register -> new CompareAndSetRegister(register.initial(), failedCas);
                case KeyValue store -> new KeyValue(store.absent(), failedCas);
                default ->
                    throw new IllegalArgumentException(
                            "what a failed cas says does not apply to a " + object.name() + ", which has none");
            };
        }
        if (initial.isPresent()) {
            Specification<?> begun = known;
            known = beginning(begun, initial.get())
                    .orElseThrow(() -> new IllegalArgumentException(
                            "a " + begun.name() + " cannot be " + initial.get() + " at first"));
        }
        if (silentNulls
                && !known.functions().contains("read")
                && !known.functions().contains("get")) {
            throw new IllegalArgumentException(
                    "what a read of null says does not apply to a " + object.name() + ", which is not read");
        }
        return silentNulls ? new SilentReads<>(known) : known;
    }

    /** The object with another initial state; empty if it cannot have that. */
    static Optional<Specification<?>> beginning(Specification<?> object, Value initial) {
        return switch (object) {
            case Register register -> Optional.of(new Register(initial));
            case CompareAndSetRegister register -> Optional.of(new CompareAndSetRegister(initial, register.failed()));
            case VersionedRegister register -> Optional.of(new VersionedRegister(initial));
            case Counter counter ->
                initial instanceof Value.Whole sum ? Optional.of(new Counter(sum.value())) : Optional.empty();
            case Bank bank -> balances(initial).map(opening -> new Bank(opening, bank.overdraft()));
            case Keyed<?> keyed -> beginning(keyed.object(), initial).map(Keyed::new);
            case SilentReads<?> reads -> beginning(reads.object(), initial).map(SilentReads::new);
            default -> Optional.empty();
        };
    }

    private static Optional<Map<String, Long>> balances(Value value) {
        if (!(value instanceof Value.Mapping mapping)) {
            return Optional.empty();
        }
        Map<String, Long> balances = new HashMap<>();
        for (Map.Entry<String, Value> account : mapping.entries().entrySet()) {
            if (!(account.getValue() instanceof Value.Whole balance)) {
                return Optional.empty();
            }
            balances.put(account.getKey(), balance.value());
        }
        return Optional.of(balances);
    }
}
