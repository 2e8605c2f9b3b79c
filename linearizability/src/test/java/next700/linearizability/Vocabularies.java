package next700.linearizability;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import next700.history.Value;
import next700.linearizability.SmallHistories.Call;

/** What the small histories of each object consist of: with few values, and with values that are never used twice. */
final class Vocabularies {
    private Vocabularies() {}

    static Stream<SmallHistories<?>> all() {
        return Stream.of(
                register(false),
                register(true),
                compareAndSet(FailedCas.DID_NOT_HAPPEN),
                compareAndSet(FailedCas.SAW_ANOTHER),
                of(new Register(Value.of(1)), register(false)),
                of(new SilentReads<>(new Register()), register(false)),
                of(new Counter(3), counter(random -> 1, 1)),
                keyed(register(false)),
                keyed(register(true)),
                keyed(compareAndSet(FailedCas.DID_NOT_HAPPEN)),
                keyed(container(new FifoQueue(), "enqueue", "dequeue", true)),
                keyed(set()),
                of(new KeyValue().tellingMismatches(), keyValue(false)),
                keyValue(false),
                keyValue(true),
                textStore(),
                counter(random -> 1 + random.nextInt(2), 1),
                counter(random -> 1, 1),
                counter(random -> -2, -2),
                container(new FifoQueue(), "enqueue", "dequeue", false),
                container(new FifoQueue(), "enqueue", "dequeue", true),
                container(new Bag(), "enqueue", "dequeue", false),
                container(new Bag(), "enqueue", "dequeue", true),
                container(new PriorityQueue(), "enqueue", "dequeue", false),
                container(new PriorityQueue(), "enqueue", "dequeue", true),
                uniqueIds(),
                container(new Stack(), "push", "pop", false),
                container(new Stack(), "push", "pop", true),
                set(),
                setOfUniqueValues(),
                growingSet(),
                bank(),
                mutex(false),
                mutex(true),
                versionedRegister(),
                versionedRegisterOfUniqueValues(),
                listAppend());
    }

    /** One of the values used so far, or else null. */
    private static Value some(Random random, int operations, boolean unique) {
        int number = random.nextInt(unique ? operations + 1 : 3);
        return number == 0 ? Value.NIL : Value.of(number);
    }

    private static Value fresh(Random random, int operations, boolean unique) {
        return Value.of(unique ? operations + 1 : 1 + random.nextInt(2));
    }

    private static SmallHistories<?> register(boolean unique) {
        return new SmallHistories<>(
                new Register(),
                (random, operations) -> random.nextInt(5) < 2
                        ? new Call("write", fresh(random, operations, unique))
                        : new Call("read", Value.NIL),
                (random, call, operations) ->
                        call.function().equals("write") ? call.argument() : some(random, operations, unique));
    }

    private static SmallHistories<?> uniqueIds() {
        return new SmallHistories<>(
                new UniqueIds(),
                (random, operations) -> new Call("generate", Value.NIL),
                (random, call, operations) -> Value.of(random.nextInt(12)));
    }

    /** The histories of one object taken for those of another. */
    private static SmallHistories<?> of(Specification<?> other, SmallHistories<?> histories) {
        return new SmallHistories<>(other, histories.calls(), histories.answers());
    }

    /** The histories of an object at each of two keys. */
    private static <S> SmallHistories<?> keyed(SmallHistories<S> histories) {
        return new SmallHistories<>(
                new Keyed<>(histories.specification()),
                (random, operations) -> {
                    Call call = histories.calls().next(random, operations);
                    return new Call(call.function(), Value.list(Value.of(random.nextInt(2)), call.argument()));
                },
                (random, call, operations) -> {
                    List<Value> pair = ((Value.Sequence) call.argument()).elements();
                    Call inner = new Call(call.function(), pair.getLast());
                    return Value.list(pair.getFirst(), histories.answers().next(random, inner, operations));
                });
    }

    private static SmallHistories<?> compareAndSet(FailedCas failed) {
        return new SmallHistories<>(
                new CompareAndSetRegister(Value.NIL, failed),
                (random, operations) -> switch (random.nextInt(3)) {
                    case 0 -> new Call("read", Value.NIL);
                    case 1 -> new Call("write", fresh(random, operations, false));
                    default ->
                        new Call("cas", Value.list(some(random, operations, false), fresh(random, operations, false)));
                },
                (random, call, operations) ->
                        call.function().equals("read") ? some(random, operations, false) : call.argument());
    }

    private static SmallHistories<?> keyValue(boolean unique) {
        return new SmallHistories<>(
                new KeyValue(),
                (random, operations) -> {
                    Value key = Value.of(random.nextInt(2));
                    return switch (random.nextInt(unique ? 2 : 4)) {
                        case 0 -> new Call("get", Value.list(key, Value.NIL));
                        case 1 -> new Call("put", Value.list(key, text(1 + (unique ? operations : random.nextInt(2)))));
                        case 2 -> new Call("append", Value.list(key, text(1 + random.nextInt(2))));
                        default ->
                            new Call(
                                    "cas",
                                    Value.list(key, Value.list(text(random.nextInt(3)), text(random.nextInt(3)))));
                    };
                },
                (random, call, operations) -> call.argument() instanceof Value.Sequence pair
                                && call.function().equals("get")
                        ? Value.list(pair.elements().getFirst(), text(random.nextInt(unique ? operations + 1 : 3)))
                        : call.argument());
    }

    /** A store of texts that are never put or appended twice, so that what was read tells how it came about, if it did. */
    private static SmallHistories<?> textStore() {
        return new SmallHistories<>(
                new KeyValue(),
                (random, operations) -> {
                    Value next = Value.of("" + (char) ('a' + operations));
                    return switch (random.nextInt(5)) {
                        case 0 -> new Call("put", Value.list(Value.of(0), next));
                        case 1, 2 -> new Call("append", Value.list(Value.of(0), next));
                        default -> new Call("get", Value.list(Value.of(0), Value.NIL));
                    };
                },
                (random, call, operations) -> {
                    if (!call.function().equals("get")) {
                        return call.argument();
                    }
                    StringBuilder seen = new StringBuilder();
                    for (int i = 0; i < operations; i++) {
                        if (random.nextInt(3) == 0) {
                            seen.append((char) ('a' + i));
                        }
                        if (!seen.isEmpty() && random.nextInt(20) == 0) { // as if it had been appended twice
                            seen.append(seen.charAt(seen.length() - 1));
                        }
                    }
                    return Value.list(Value.of(0), Value.of(seen.toString()));
                });
    }

    /** Absent (written in one of two ways), or a text. */
    private static Value text(int number) {
        return number == 0 ? Value.NIL : Value.of("xyz".repeat(number).substring(0, number));
    }

    private static SmallHistories<?> container(
            Specification<?> specification, String put, String take, boolean unique) {
        return new SmallHistories<>(
                specification,
                (random, operations) -> random.nextBoolean()
                        ? new Call(put, fresh(random, operations, unique))
                        : new Call(take, Value.NIL),
                (random, call, operations) ->
                        call.function().equals(put) ? call.argument() : some(random, operations, unique));
    }

    /** A counter to which amounts are added, so that its sums are small multiples of a unit, and now and then not. */
    private static SmallHistories<?> counter(ToIntFunction<Random> amounts, int unit) {
        return new SmallHistories<>(
                new Counter(),
                (random, operations) -> random.nextBoolean()
                        ? new Call("read", Value.NIL)
                        : new Call("add", Value.of(amounts.applyAsInt(random))),
                (random, call, operations) -> {
                    if (call.function().equals("add") && random.nextInt(3) > 0) {
                        return Value.NIL;
                    }
                    boolean wrong = random.nextInt(20) == 0;
                    return Value.of(unit * random.nextInt(2 + operations / 2) + (wrong ? 1 : 0));
                });
    }

    private static SmallHistories<?> set() {
        return new SmallHistories<>(
                new ValueSet(),
                (random, operations) -> {
                    Value value = Value.of(1 + random.nextInt(2));
                    return switch (random.nextInt(random.nextInt(4) == 0 ? 4 : 3)) {
                        case 0 -> new Call("add", value);
                        case 1 -> new Call("remove", value);
                        case 2 -> new Call("contains", value);
                        default -> new Call("read", Value.NIL);
                    };
                },
                (random, call, operations) -> switch (call.function()) {
                    case "contains" -> Value.of(random.nextBoolean());
                    case "read" ->
                        List.of(Value.list(), Value.list(Value.of(1)), Value.list(Value.of(2), Value.of(1)))
                                .get(random.nextInt(3));
                    default -> random.nextBoolean() ? Value.NIL : Value.of(random.nextBoolean());
                });
    }

    /** A set to which no value is added twice, and of which single values are asked for. */
    private static SmallHistories<?> setOfUniqueValues() {
        return new SmallHistories<>(
                new ValueSet(),
                (random, operations) -> operations % 4 == 1
                        ? new Call("add", Value.of(1 + operations / 4))
                        : new Call(
                                random.nextInt(3) == 0 ? "remove" : "contains",
                                Value.of(1 + random.nextInt(1 + operations / 4))),
                (random, call, operations) -> call.function().equals("contains") || random.nextBoolean()
                        ? Value.of(random.nextBoolean())
                        : Value.NIL);
    }

    /** A set to which no value is added twice, that is read as a whole. */
    private static SmallHistories<?> growingSet() {
        return new SmallHistories<>(
                new ValueSet(),
                (random, operations) -> operations % 2 == 0
                        ? new Call("add", Value.of(1 + operations / 2))
                        : new Call("read", Value.NIL),
                (random, call, operations) -> {
                    if (call.function().equals("add")) {
                        return call.argument();
                    }
                    List<Value> seen = new ArrayList<>();
                    for (int value = 1; value <= 1 + operations / 2; value++) {
                        for (int copy = 0; copy < (random.nextInt(30) == 0 ? 2 : random.nextInt(2)); copy++) {
                            seen.add(Value.of(value));
                        }
                    }
                    return new Value.Sequence(seen);
                });
    }

    private static SmallHistories<?> bank() {
        return new SmallHistories<>(
                new Bank(Map.of("a", 2L, "b", 1L), false),
                (random, operations) -> random.nextBoolean()
                        ? new Call("read", Value.NIL)
                        : new Call(
                                "transfer",
                                Value.from(
                                        random.nextBoolean()
                                                ? Map.of("from", "a", "to", "b", "amount", 1)
                                                : Map.of("from", "b", "to", "a", "amount", 1 + random.nextInt(2)))),
                (random, call, operations) -> {
                    int money = random.nextInt(4);
                    return call.function().equals("transfer")
                            ? call.argument()
                            : Value.from(Map.of("a", money, "b", 3 - money));
                });
    }

    private static SmallHistories<?> mutex(boolean owned) {
        return new SmallHistories<>(
                new Mutex(owned),
                (random, operations) -> new Call(random.nextInt(5) < 3 ? "acquire" : "release", Value.NIL),
                (random, call, operations) -> Value.NIL);
    }

    private static SmallHistories<?> versionedRegister() {
        return new SmallHistories<>(
                new VersionedRegister(),
                (random, operations) -> random.nextBoolean()
                        ? new Call("write", Value.of(1 + random.nextInt(2)))
                        : new Call("read", Value.NIL),
                (random, call, operations) -> {
                    int version = random.nextInt(3);
                    boolean write = call.function().equals("write");
                    if (write && random.nextBoolean()) {
                        return call.argument();
                    }
                    Value value = write ? call.argument() : version == 0 ? Value.NIL : Value.of(1 + random.nextInt(2));
                    return Value.list(value, Value.of(write ? version + 1 : version));
                });
    }

    /** Of which no value is written twice, so that a read tells which write it saw. */
    private static SmallHistories<?> versionedRegisterOfUniqueValues() {
        return new SmallHistories<>(
                new VersionedRegister(),
                (random, operations) -> operations % 2 == 0
                        ? new Call("write", Value.of(1 + operations / 2))
                        : new Call("read", Value.NIL),
                (random, call, operations) -> {
                    int version = random.nextInt(2 + operations / 2);
                    if (call.function().equals("write")) {
                        return random.nextInt(3) > 0
                                ? call.argument()
                                : Value.list(call.argument(), Value.of(version + 1));
                    }
                    int seen = random.nextInt(3) > 0 ? version : random.nextInt(2 + operations / 2);
                    return Value.list(seen == 0 ? Value.NIL : Value.of(seen), Value.of(version));
                });
    }

    private static SmallHistories<?> listAppend() {
        return new SmallHistories<>(
                new ListAppend(),
                (random, operations) -> switch (random.nextInt(3)) {
                    case 0 -> new Call("txn", Value.list(append(1, 0)));
                    case 1 -> new Call("txn", Value.list(append(1, 1), read(2, Value.NIL)));
                    default -> new Call("txn", Value.list(read(1, Value.NIL)));
                },
                (random, call, operations) -> {
                    Value[] lists = {
                        Value.list(),
                        Value.list(Value.of(0)),
                        Value.list(Value.of(1)),
                        Value.list(Value.of(0), Value.of(1))
                    };
                    Value seen = lists[random.nextInt(lists.length)];
                    Value first = ((Value.Sequence) call.argument()).elements().getFirst();
                    return switch (((Value.Sequence) call.argument()).elements().size()) {
                        case 2 -> Value.list(first, read(2, seen));
                        default -> first.equals(append(1, 0)) ? call.argument() : Value.list(read(1, seen));
                    };
                });
    }

    private static Value append(int key, int element) {
        return Value.list(Value.of("append"), Value.of(key), Value.of(element));
    }

    private static Value read(int key, Value seen) {
        return Value.list(Value.of("r"), Value.of(key), seen);
    }
}
