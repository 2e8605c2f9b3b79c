package next700.benchmarks;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.BiFunction;
import next700.history.Completion;
import next700.history.History;
import next700.history.Operation;
import next700.history.Value;

/**
 * Histories that are linearizable by construction: clients call, at some time their calls take effect on an object, and
 * later they are answered, in an order that a seed determines.
 *
 * @param clients how many calls may be open at the same time
 * @param operations how many calls there are
 * @param unknownPercent how many of the calls are never answered, whether they took effect or not
 */
record GeneratedHistory(int clients, int operations, double unknownPercent, long seed) {
    /** A function and its argument. */
    record Call(String function, Value argument) {}

    /** An object under test: says what is called next, and does it. */
    interface Subject {
        Call next(Random random, int number);

        /** The answer of a call that takes effect now. */
        Value apply(Call call);
    }

    GeneratedHistory(int clients, int operations) {
        this(clients, operations, 0, 1);
    }

    /** How many values a compare-and-set register has. */
    static final int VALUES = 5;

    History of(Subject subject) {
        Random random = new Random(seed);
        History.Builder history = History.builder(clients + " clients, " + operations + " operations");
        Call[] open = new Call[clients];
        Value[] answers = new Value[clients];
        String[] processes = new String[clients];
        for (int client = 0; client < clients; client++) {
            processes[client] = String.valueOf(client);
        }
        int invoked = 0;
        int crashed = 0;
        for (long time = 0; invoked < operations; time++) {
            int client = random.nextInt(clients);
            if (open[client] == null) {
                open[client] = subject.next(random, invoked++);
                history.invoke(processes[client], open[client].function, open[client].argument, time);
            } else if (random.nextDouble() * 100 < unknownPercent) {
                history.unknown(processes[client]);
                processes[client] = String.valueOf(clients + crashed++);
                open[client] = null;
                answers[client] = null;
            } else if (answers[client] == null) {
                answers[client] = subject.apply(open[client]);
            } else {
                if (answers[client].equals(REFUSED)) {
                    history.fail(processes[client], open[client].argument, time);
                } else {
                    history.ok(processes[client], answers[client], time);
                }
                open[client] = null;
                answers[client] = null;
            }
        }
        return history.build();
    }

    /** The same history with other answers to some operations. */
    static History corrupted(History history, BiFunction<Operation, Value, Value> corruption) {
        record Event(int position, Operation operation, boolean completes) {}
        List<Event> events = new ArrayList<>();
        for (Operation operation : history.operations()) {
            events.add(new Event(operation.invoked().position(), operation, false));
            operation.completion().moment().ifPresent(at -> events.add(new Event(at.position(), operation, true)));
        }
        events.sort((one, other) -> Integer.compare(one.position, other.position));
        History.Builder changed = History.builder(history.source() + ", corrupted");
        for (Event event : events) {
            Operation operation = event.operation;
            if (!event.completes) {
                changed.invoke(operation.process(), operation.function(), operation.argument(), event.position);
            } else if (operation.completion() instanceof Completion.Ok ok) {
                changed.ok(operation.process(), corruption.apply(operation, ok.value()), event.position);
            } else if (operation.completion() instanceof Completion.Failed failed) {
                changed.fail(operation.process(), failed.value(), event.position);
            }
        }
        return changed.build();
    }

    /** A register; half of the calls write, and no value is written twice. */
    static Subject register() {
        return new Subject() {
            private Value value = Value.NIL;

            @Override
            public Call next(Random random, int number) {
                return random.nextBoolean() ? new Call("write", Value.of(number + 1L)) : new Call("read", Value.NIL);
            }

            @Override
            public Value apply(Call call) {
                if (call.function().equals("write")) {
                    value = call.argument();
                }
                return value;
            }
        };
    }

    /** A counter to which 1 is added; half of the calls read it. */
    static Subject counter() {
        return new Subject() {
            private long sum;

            @Override
            public Call next(Random random, int number) {
                return random.nextBoolean() ? new Call("add", Value.of(1)) : new Call("read", Value.NIL);
            }

            @Override
            public Value apply(Call call) {
                if (call.function().equals("add")) {
                    sum++;
                    return call.argument();
                }
                return Value.of(sum);
            }
        };
    }

    /** A compare-and-set register of five values. */
    static Subject compareAndSet() {
        return new Subject() {
            private Value value = Value.NIL;

            @Override
            public Call next(Random random, int number) {
                Value one = Value.of(random.nextInt(VALUES));
                Value other = Value.of(random.nextInt(VALUES));
                return switch (random.nextInt(3)) {
                    case 0 -> new Call("read", Value.NIL);
                    case 1 -> new Call("write", one);
                    default -> new Call("cas", Value.list(one, other));
                };
            }

            @Override
            public Value apply(Call call) {
                switch (call.function()) {
                    case "write" -> value = call.argument();
                    case "cas" -> {
                        List<Value> values = ((Value.Sequence) call.argument()).elements();
                        if (value.equals(values.getFirst())) {
                            value = values.getLast();
                        } else {
                            return REFUSED;
                        }
                    }
                    default -> {
                        return value;
                    }
                }
                return call.argument();
            }
        };
    }

    /** What a compare-and-set answers that saw another value; the history then has a failure. */
    static final Value REFUSED = Value.of("refused");

    /** A queue or a stack; half of the calls put something in, and nothing twice. */
    static Subject container(String put, String take, boolean lastFirst) {
        return new Subject() {
            private final Deque<Value> inside = new ArrayDeque<>();

            @Override
            public Call next(Random random, int number) {
                return random.nextBoolean() ? new Call(put, Value.of(number + 1L)) : new Call(take, Value.NIL);
            }

            @Override
            public Value apply(Call call) {
                if (call.function().equals(put)) {
                    inside.addLast(call.argument());
                    return call.argument();
                }
                if (inside.isEmpty()) {
                    return Value.NIL;
                }
                return lastFirst ? inside.removeLast() : inside.removeFirst();
            }
        };
    }

    /** A set to which values are added, none twice; half of the calls ask for one of the latest hundred. */
    static Subject set() {
        return new Subject() {
            private final Set<Value> values = new HashSet<>();

            @Override
            public Call next(Random random, int number) {
                return random.nextBoolean()
                        ? new Call("add", Value.of(number))
                        : new Call("contains", Value.of(Math.max(0, number - random.nextInt(100))));
            }

            @Override
            public Value apply(Call call) {
                if (call.function().equals("add")) {
                    values.add(call.argument());
                    return Value.NIL;
                }
                return Value.of(values.contains(call.argument()));
            }
        };
    }

    /** A set to which values are added, none twice, and that is read as a whole after every so many. */
    static Subject growingSet(int addsPerRead) {
        return new Subject() {
            private final List<Value> values = new ArrayList<>();

            @Override
            public Call next(Random random, int number) {
                return random.nextInt(addsPerRead) > 0
                        ? new Call("add", Value.of(number))
                        : new Call("read", Value.NIL);
            }

            @Override
            public Value apply(Call call) {
                if (call.function().equals("add")) {
                    values.add(call.argument());
                    return Value.NIL;
                }
                return new Value.Sequence(values);
            }
        };
    }

    /** A register that is read with its version; half of the calls write, and are not told it. */
    static Subject versionedRegister() {
        return new Subject() {
            private Value value = Value.NIL;
            private long version;

            @Override
            public Call next(Random random, int number) {
                return random.nextBoolean() ? new Call("write", Value.of(number + 1L)) : new Call("read", Value.NIL);
            }

            @Override
            public Value apply(Call call) {
                if (call.function().equals("write")) {
                    value = call.argument();
                    version++;
                    return Value.NIL;
                }
                return Value.list(value, Value.of(version));
            }
        };
    }

    /** A store of ten keys, as many puts as gets, and no value twice. */
    static Subject store() {
        return new Subject() {
            private final Map<Value, Value> values = new HashMap<>();

            @Override
            public Call next(Random random, int number) {
                Value key = Value.of(random.nextInt(10));
                return random.nextBoolean()
                        ? new Call("put", Value.list(key, Value.of(number + 1L)))
                        : new Call("get", Value.list(key, Value.NIL));
            }

            @Override
            public Value apply(Call call) {
                List<Value> pair = ((Value.Sequence) call.argument()).elements();
                if (call.function().equals("put")) {
                    values.put(pair.getFirst(), pair.getLast());
                }
                return Value.list(pair.getFirst(), values.getOrDefault(pair.getFirst(), Value.NIL));
            }
        };
    }
}
