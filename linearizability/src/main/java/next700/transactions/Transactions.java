package next700.transactions;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import next700.history.Completion;
import next700.history.History;
import next700.history.HistoryReader;
import next700.history.MalformedHistoryException;
import next700.history.Operation;
import next700.history.RecordedEvent;
import next700.history.Value;

/**
 * A history of transactions, in a few arrays of numbers: a million transactions that read lists of twenty elements take
 * some 200 MB so, and several times that as {@link Operation}s. Transactions are numbered in the order of their
 * invocations.
 *
 * <p>The value of a transaction is the list of its micro-operations as Jepsen records them (Elle, VLDB 2020):
 * {@code ["append", key, element]} and {@code ["r", key, [elements..]]} on lists, or {@code ["w", key, value]} and
 * {@code ["r", key, value]} on registers, whose values may be lists, too. A history has the one kind or the other. What a
 * committed transaction did stands in its completion; of the others, the invocation tells what they may have done.
 */
public final class Transactions {
    /** What the keys stand for. */
    public enum Kind {
        LISTS,
        REGISTERS
    }

    /** The number of a transaction that was invoked after all others, which there is not. */
    static final int NEVER = Integer.MAX_VALUE;

    static final byte APPEND = 0;
    static final byte WRITE = 1;
    static final byte READ = 2;
    static final byte READ_UNKNOWN = 3;

    // What a check takes, as measured with histories of 100,000 to a million transactions with cycles.
    private static final long BYTES_PER_TRANSACTION = 400;
    private static final long BYTES_PER_STEP = 64;
    private static final long BYTES_PER_KEY = 64;

    /** In the place of a list's length: it was one value that was read. */
    static final int SCALAR = -1;
    /** In the place of a list's length: it was the initial state that was read. */
    static final int INITIAL = -2;

    private final String source;
    private final Kind kind;
    private final List<String> processNames;
    private final Names keys;
    private final Names values;
    private final int[] process;
    private final Outcome[] outcome;
    private final int[] next;
    private final int[] invokedLine;
    private final int[] completedLine;
    private final int[] begin;
    private final int[] end;
    private final byte[] type;
    private final int[] key;
    private final int[] value;
    private final int[] length;
    private final int[] owner;
    private final int[] elements;

    private Transactions(Builder builder) {
        source = builder.source;
        kind = builder.registers ? Kind.REGISTERS : Kind.LISTS;
        processNames = builder.processNames;
        keys = builder.keys;
        values = builder.values;
        process = builder.process.toArray();
        outcome = Arrays.copyOf(builder.outcome, process.length);
        next = builder.next.toArray();
        invokedLine = builder.invokedLine.toArray();
        completedLine = builder.completedLine.toArray();
        begin = builder.begin.toArray();
        end = builder.end.toArray();
        key = builder.key.toArray();
        type = Arrays.copyOf(builder.type, key.length);
        value = builder.value.toArray();
        length = builder.length.toArray();
        owner = builder.owner.toArray();
        elements = builder.elements.toArray();
    }

    /**
     * The transactions of a file, in any of the formats of {@link HistoryReader}.
     *
     * @throws MalformedHistoryException if it is no history of transactions
     */
    public static Transactions read(Path file) throws IOException {
        try (InputStream input = Files.newInputStream(file)) {
            return read(file.toString(), input, Interpretation.USUAL);
        }
    }

    /** The transactions of a stream. The exceptions are those of {@link HistoryReader#read(String, InputStream)}. */
    public static Transactions read(String source, InputStream input, Interpretation interpretation) {
        Builder transactions = new Builder(source, interpretation);
        new HistoryReader().read(source, input, transactions);
        return transactions.build();
    }

    /**
     * The operations of a history as transactions.
     *
     * @throws MalformedHistoryException if one of them is none
     */
    public static Transactions of(History history) {
        return of(history, Interpretation.USUAL);
    }

    /** The same, by an interpretation of one's own. */
    public static Transactions of(History history, Interpretation interpretation) {
        Builder transactions = new Builder(history.source(), interpretation);
        int[] positions = history.operations().stream()
                .mapToInt(operation -> operation.invoked().position())
                .toArray();
        for (Operation operation : history.operations()) {
            int number =
                    transactions.invoke(operation.process(), operation.invoked().line());
            switch (operation.completion()) {
                case Completion.Ok ok -> {
                    transactions.commit(
                            number, operation.argument(), ok.value(), ok.at().line());
                    int after = Arrays.binarySearch(positions, ok.at().position());
                    transactions.next.set(number, -after - 1);
                }
                case Completion.Failed failed ->
                    transactions.fail(number, operation.argument(), failed.at().line());
                case Completion.Unknown unknown -> transactions.leave(number, Outcome.UNKNOWN, operation.argument(), 0);
            }
        }
        return transactions.build();
    }

    /** Whether the operations are transactions, by the look of the first. */
    public static boolean recognises(History history) {
        return history.size() > 0
                && recognises(
                        history.operations().getFirst().function(),
                        history.operations().getFirst().argument());
    }

    /** Whether the call of a function is a transaction: its argument is a list of micro-operations. */
    public static boolean recognises(String function, Value argument) {
        return argument instanceof Value.Sequence steps
                && steps.elements().stream()
                        .allMatch(step -> Builder.typeOf(step).isPresent())
                && (!steps.elements().isEmpty() || function.equals("txn"));
    }

    public String source() {
        return source;
    }

    /**
     * How many bytes it takes to check this history, besides the history: the dependencies, of which there are a few for
     * each transaction and each of its steps, with what the search for cycles keeps of each; and for lists their versions.
     */
    public long bytesToCheck() {
        return BYTES_PER_TRANSACTION * process.length
                + BYTES_PER_STEP * key.length
                + BYTES_PER_KEY * (long) keys.size();
    }

    /** How many there are. */
    public int size() {
        return process.length;
    }

    /** What the keys stand for; lists if nothing was ever written. */
    public Kind kind() {
        return kind;
    }

    /** The transaction of that number, in words. */
    String describe(int number) {
        return "transaction " + number + " (" + transaction(number).describe() + ")";
    }

    /** The transaction of that number, in full. */
    public Transaction transaction(int number) {
        List<MicroOperation> operations = new ArrayList<>();
        for (int micro = begin[number]; micro < end[number]; micro++) {
            Value at = keys.value(key[micro]);
            operations.add(
                    switch (type[micro]) {
                        case APPEND -> new MicroOperation.Append(at, values.value(value[micro]));
                        case WRITE -> new MicroOperation.Write(at, values.value(value[micro]));
                        case READ -> new MicroOperation.Read(at, Optional.of(result(micro)));
                        default -> new MicroOperation.Read(at, Optional.empty());
                    });
        }
        return new Transaction(
                number,
                processNames.get(process[number]),
                outcome(number),
                operations,
                invokedLine[number],
                completedLine[number]);
    }

    Outcome outcome(int number) {
        return outcome[number];
    }

    int process(int number) {
        return process[number];
    }

    int processes() {
        return processNames.size();
    }

    /** The first transaction that was invoked after this one had completed, or {@link #NEVER}. */
    int next(int number) {
        return next[number];
    }

    /** Whether the one completed before the other was invoked: the real-time order. */
    boolean precedes(int one, int other) {
        return next[one] <= other;
    }

    int begin(int number) {
        return begin[number];
    }

    int end(int number) {
        return end[number];
    }

    int micros() {
        return key.length;
    }

    byte type(int micro) {
        return type[micro];
    }

    boolean writes(int micro) {
        return type[micro] == APPEND || type[micro] == WRITE;
    }

    boolean reads(int micro) {
        return type[micro] == READ;
    }

    int key(int micro) {
        return key[micro];
    }

    int keyCount() {
        return keys.size();
    }

    /** The number of what was appended, written, or read from a register. */
    int value(int micro) {
        return value[micro];
    }

    int valueCount() {
        return values.size();
    }

    /** The number of a value, or {@link LongIntMap#NONE}. */
    int findValue(Value sought) {
        return values.find(sought);
    }

    /** The transaction of a micro-operation. */
    int owner(int micro) {
        return owner[micro];
    }

    /** The transaction of a micro-operation, in full. */
    Transaction transactionOf(int micro) {
        return transaction(owner[micro]);
    }

    /** The key of a micro-operation. */
    Value keyOf(int micro) {
        return keys.value(key[micro]);
    }

    /** What was appended, written, or read from a register. */
    Value valueOf(int micro) {
        return values.value(value[micro]);
    }

    /** Whether the initial state was read. */
    boolean readsInitial(int micro) {
        return length[micro] == INITIAL;
    }

    /** How many elements a read of a list found. */
    int length(int micro) {
        return Math.max(0, length[micro]);
    }

    /** One of the elements that a read of a list found. */
    int element(int micro, int index) {
        return elements[value[micro] + index];
    }

    /** How many of the first elements two reads have in common. */
    int commonPrefix(int one, int other) {
        int most = Math.min(length(one), length(other));
        int mismatch =
                Arrays.mismatch(elements, value[one], value[one] + most, elements, value[other], value[other] + most);
        return mismatch < 0 ? most : mismatch;
    }

    Value keyName(int number) {
        return keys.value(number);
    }

    Value valueName(int number) {
        return values.value(number);
    }

    /** What a read found. */
    Value result(int micro) {
        if (length[micro] == SCALAR) {
            return values.value(value[micro]);
        }
        if (length[micro] == INITIAL) {
            return kind == Kind.LISTS ? new Value.Sequence(List.of()) : Value.NIL;
        }
        List<Value> found = new ArrayList<>(length[micro]);
        for (int i = 0; i < length[micro]; i++) {
            found.add(values.value(element(micro, i)));
        }
        return new Value.Sequence(found);
    }

    /** Transactions being recorded or read, event by event. Not for several threads at once. */
    public static final class Builder implements Consumer<RecordedEvent> {
        private record Call(int number, Value argument) {}

        private final String source;
        private final Interpretation interpretation;
        private final Map<String, Integer> processNumbers = new HashMap<>();
        private final List<String> processNames = new ArrayList<>();
        private final Map<String, Call> open = new HashMap<>();
        private final Names keys = new Names();
        private final Names values = new Names();
        private final IntList process = new IntList();
        private Outcome[] outcome = new Outcome[16];
        private final IntList next = new IntList();
        private final IntList invokedLine = new IntList();
        private final IntList completedLine = new IntList();
        private final IntList begin = new IntList();
        private final IntList end = new IntList();
        private byte[] type = new byte[16];
        private final IntList key = new IntList();
        private final IntList value = new IntList();
        private final IntList length = new IntList();
        private final IntList owner = new IntList();
        private final IntList elements = new IntList();
        private boolean lists;
        private boolean registers;
        /** Reads of lists, as long as it is not known whether these are values of registers. */
        private final IntList readLists = new IntList();

        public Builder(String source, Interpretation interpretation) {
            this.source = source;
            this.interpretation = interpretation;
        }

        /**
         * Adds an event, which must fit those before it, as those of {@link HistoryReader} do.
         *
         * @throws MalformedHistoryException if its value is no list of micro-operations
         */
        @Override
        public void accept(RecordedEvent event) {
            if (event.type() == RecordedEvent.Type.INVOKE) {
                open.put(event.process(), new Call(invoke(event.process(), event.line()), event.value()));
                return;
            }
            Call call = open.remove(event.process());
            if (call == null) {
                throw new IllegalStateException("process " + event.process() + " has no open transaction");
            }
            switch (event.type()) {
                case OK -> {
                    commit(call.number, call.argument, event.value(), event.line());
                    next.set(call.number, process.size());
                }
                case FAIL -> fail(call.number, call.argument, event.line());
                default -> leave(call.number, Outcome.UNKNOWN, call.argument, 0);
            }
        }

        /** The transactions so far. Those that are still open are unknown. */
        public Transactions build() {
            Transactions whole = soFar();
            open.clear();
            return whole;
        }

        /** The same, and those that are still open may yet be answered. */
        Transactions soFar() {
            int closed = key.size();
            open.values().stream()
                    .sorted((one, other) -> Integer.compare(one.number, other.number))
                    .forEach(call -> leave(call.number, Outcome.UNKNOWN, call.argument, 0));
            Transactions history = new Transactions(this);
            for (IntList ofSteps : List.of(key, value, length, owner)) {
                ofSteps.truncate(closed);
            }
            return history;
        }

        int size() {
            return process.size();
        }

        private int invoke(String name, int line) {
            int number = process.size();
            process.add(processNumbers.computeIfAbsent(name, unknown -> {
                processNames.add(unknown);
                return processNames.size() - 1;
            }));
            if (number == outcome.length) {
                outcome = Arrays.copyOf(outcome, 2 * number);
            }
            next.add(NEVER);
            invokedLine.add(line);
            completedLine.add(0);
            begin.add(0);
            end.add(0);
            return number;
        }

        private void commit(int number, Value argument, Value answer, int line) {
            boolean told = !answer.equals(Value.NIL);
            finish(number, Outcome.COMMITTED, told ? answer : argument, told, line);
        }

        private void fail(int number, Value argument, int line) {
            boolean definite = interpretation.failure() == Interpretation.Failure.ABORTED;
            leave(number, definite ? Outcome.ABORTED : Outcome.UNKNOWN, argument, line);
        }

        private void leave(int number, Outcome how, Value argument, int line) {
            finish(number, how, argument, false, line);
        }

        private void finish(int number, Outcome how, Value steps, boolean known, int line) {
            outcome[number] = how;
            completedLine.set(number, line);
            begin.set(number, key.size());
            if (!(steps instanceof Value.Sequence sequence)) {
                throw malformed(number, "the value of a transaction is a list of micro-operations, not " + steps);
            }
            for (Value step : sequence.elements()) {
                add(number, step, known);
            }
            end.set(number, key.size());
        }

        private void add(int number, Value step, boolean known) {
            byte what = typeOf(step)
                    .orElseThrow(() -> malformed(
                            number,
                            "a micro-operation is [\"append\", key, element], [\"w\", key, value] or [\"r\", key, result],"
                                    + " not " + step));
            List<Value> parts = ((Value.Sequence) step).elements();
            int micro = key.size();
            if (micro == type.length) {
                type = Arrays.copyOf(type, 2 * micro);
            }
            type[micro] = what;
            key.add(keys.number(parts.get(1)));
            owner.add(number);
            Value last = parts.get(2);
            switch (what) {
                case READ -> addRead(number, micro, last, known);
                default -> {
                    if (what == APPEND) {
                        takeForLists();
                    } else {
                        takeForRegisters();
                    }
                    value.add(values.number(last));
                    length.add(SCALAR);
                }
            }
            if (lists && registers) {
                throw malformed(number, "a history has lists or registers, and not both");
            }
        }

        private void addRead(int number, int micro, Value result, boolean known) {
            boolean silent = result.equals(Value.NIL) && interpretation.nullRead() == Interpretation.NullRead.NOT_KNOWN;
            if (!known || silent) {
                type[micro] = READ_UNKNOWN;
                value.add(0);
                length.add(INITIAL);
            } else if (result.equals(Value.NIL)) {
                value.add(0);
                length.add(INITIAL);
            } else if (result instanceof Value.Sequence list && !registers) {
                if (!lists) {
                    readLists.add(micro);
                }
                value.add(elements.size());
                length.add(list.elements().size());
                for (Value element : list.elements()) {
                    elements.add(values.number(element));
                }
            } else {
                takeForRegisters();
                value.add(values.number(result));
                length.add(SCALAR);
            }
            if (lists && registers) {
                throw malformed(number, "a history has lists or registers, and not both");
            }
        }

        private void takeForLists() {
            lists = true;
            readLists.clear();
        }

        /** What was read as a list so far is the value of a register. */
        private void takeForRegisters() {
            registers = true;
            for (int i = 0; i < readLists.size(); i++) {
                int micro = readLists.get(i);
                List<Value> found = new ArrayList<>();
                for (int j = 0; j < length.get(micro); j++) {
                    found.add(values.value(elements.get(value.get(micro) + j)));
                }
                value.set(micro, values.number(new Value.Sequence(found)));
                length.set(micro, SCALAR);
            }
            readLists.clear();
        }

        /** Empty if it is no micro-operation. */
        static Optional<Byte> typeOf(Value step) {
            if (step instanceof Value.Sequence parts
                    && parts.elements().size() == 3
                    && parts.elements().getFirst() instanceof Value.Text name) {
                return switch (name.value()) {
                    case "append" -> Optional.of(APPEND);
                    case "w", "write" -> Optional.of(WRITE);
                    case "r", "read" -> Optional.of(READ);
                    default -> Optional.empty();
                };
            }
            return Optional.empty();
        }

        private MalformedHistoryException malformed(int number, String reason) {
            int line = completedLine.get(number) > 0 ? completedLine.get(number) : invokedLine.get(number);
            return new MalformedHistoryException(source, line, 0, reason);
        }
    }
}
