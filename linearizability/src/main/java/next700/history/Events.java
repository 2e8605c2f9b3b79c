package next700.history;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Makes events of entries, supplies what recorders leave out, and sees that the events fit together. */
final class Events {
    private static final String NEMESIS = "nemesis";
    private static final String TRANSACTION = "txn";
    private static final Set<String> MICRO_OPERATIONS = Set.of("append", "w", "write", "r", "read");
    private static final int PARTS_OF_A_MICRO_OPERATION = 3;

    private record Call(String function, Value argument, Value key, int line) {}

    private final Consumer<RecordedEvent> reader;
    private final Consumer<String> remarks;
    private final Map<String, Call> open = new HashMap<>();
    /** The processes that were given a name here and have an open call. */
    private final List<String> unnamed = new ArrayList<>();

    private final Keys keys = new Keys();
    private Optional<CompletionsAlone> completionsAlone = Optional.empty();
    private long entries;
    private int names;
    private long lastIndex = Long.MIN_VALUE;
    private long now = Long.MIN_VALUE;
    private boolean begun;
    private boolean unordered;

    Events(Consumer<RecordedEvent> reader, Consumer<String> remarks) {
        this.reader = reader;
        this.remarks = remarks;
    }

    void add(Entry entry) {
        long number = entries++;
        if (entry.value("process") instanceof Value.Text text && text.value().equals(NEMESIS)) {
            entry.text("type");
            return;
        }
        boolean transaction = isTransaction(entry.value("value"));
        boolean isNamed =
                (!transaction && unnamed.isEmpty()) || !entry.value("process").equals(Value.NIL);
        String named = isNamed ? entry.name("process") : "";
        RecordedEvent.Type type = type(entry);
        if (!begun && type != RecordedEvent.Type.INVOKE && transaction) {
            completionsAlone = Optional.of(new CompletionsAlone());
        }
        begun = true;
        if (completionsAlone.isPresent() && type != RecordedEvent.Type.INVOKE && !isOpen(named)) {
            now = time(entry, number);
            String process = isNamed ? named : newName();
            completionsAlone
                    .get()
                    .add(new RecordedEvent(type, process, TRANSACTION, entry.value("value"), now, entry.line()));
            return;
        }
        RecordedEvent event = type == RecordedEvent.Type.INVOKE
                ? call(entry, isNamed ? named : newName(), number, transaction)
                : complete(entry, type, isNamed ? named : unnamedCaller(entry), number);
        completionsAlone.ifPresentOrElse(alone -> alone.add(event), () -> reader.accept(event));
    }

    /** Nothing more will come. */
    void end() {
        completionsAlone.ifPresent(alone -> alone.replay(reader, remarks));
    }

    /** Whether the value is a list of micro-operations: then what recorders leave out of transactions may be missing. */
    private static boolean isTransaction(Value value) {
        return value instanceof Value.Sequence steps
                && !steps.elements().isEmpty()
                && steps.elements().stream().allMatch(Events::isMicroOperation);
    }

    private static boolean isMicroOperation(Value value) {
        return value instanceof Value.Sequence parts
                && parts.elements().size() == PARTS_OF_A_MICRO_OPERATION
                && parts.elements().getFirst() instanceof Value.Text name
                && MICRO_OPERATIONS.contains(name.value());
    }

    private static RecordedEvent.Type type(Entry entry) {
        return switch (entry.text("type")) {
            case "invoke" -> RecordedEvent.Type.INVOKE;
            case "ok" -> RecordedEvent.Type.OK;
            case "fail" -> RecordedEvent.Type.FAIL;
            case "info" -> RecordedEvent.Type.INFO;
            default ->
                throw entry.error(
                        "type", "unknown type '" + entry.text("type") + "': it must be invoke, ok, fail or info");
        };
    }

    private String newName() {
        return "?" + ++names;
    }

    private boolean isOpen(String named) {
        return named.isEmpty() ? !unnamed.isEmpty() : open.containsKey(named);
    }

    private RecordedEvent call(Entry entry, String process, long number, boolean transaction) {
        String function = transaction && !entry.has("f") ? TRANSACTION : entry.text("f");
        Value key = transaction ? Value.NIL : keys.ofCall(entry);
        Value argument = keys.with(key, entry.value("value"), entry);
        Call before = open.put(process, new Call(function, argument, key, entry.line()));
        if (before != null) {
            throw entry.error(
                    "process",
                    "process " + process + " invokes " + function + " while its " + before.function + " of line "
                            + before.line + " is open");
        }
        if (entry.value("process").equals(Value.NIL)) {
            unnamed.add(process);
        }
        now = time(entry, number);
        return new RecordedEvent(RecordedEvent.Type.INVOKE, process, function, argument, now, entry.line());
    }

    private RecordedEvent complete(Entry entry, RecordedEvent.Type type, String process, long number) {
        Call called = open.remove(process);
        unnamed.remove(process);
        String function = called == null || entry.has("f") ? entry.text("f") : called.function;
        if (called == null) {
            throw entry.error(
                    "process", "process " + process + " completes " + function + " without having invoked it");
        }
        if (!called.function.equals(function)) {
            throw entry.error(
                    "f",
                    "process " + process + " completes " + function + " while it is its " + called.function
                            + " of line " + called.line + " that is open");
        }
        Value answer = keys.with(keys.ofAnswer(entry, called.key), entry.value("value"), entry);
        now = time(entry, number);
        return new RecordedEvent(type, process, function, answer, now, entry.line());
    }

    /** Whose call it is that an entry without a process completes: the only one, or the only one of the same steps. */
    private String unnamedCaller(Entry entry) {
        List<String> callers = unnamed.size() == 1
                ? unnamed
                : unnamed.stream()
                        .filter(name -> areSameSteps(open.get(name).argument, entry.value("value")))
                        .toList();
        if (callers.size() != 1) {
            throw entry.error(
                    "process",
                    "'process' is missing, and so nothing tells which of " + unnamed.size()
                            + " open transactions this completes");
        }
        return callers.getFirst();
    }

    /** Whether two transactions differ at most in what their reads saw. */
    private static boolean areSameSteps(Value call, Value answer) {
        if (!(call instanceof Value.Sequence called)
                || !(answer instanceof Value.Sequence answered)
                || called.elements().size() != answered.elements().size()) {
            return false;
        }
        for (int i = 0; i < called.elements().size(); i++) {
            List<Value> step = ((Value.Sequence) called.elements().get(i)).elements();
            boolean reads = step.getFirst().toString().startsWith("\"r");
            int compared = reads ? 2 : PARTS_OF_A_MICRO_OPERATION;
            List<Value> other =
                    answered.elements().get(i) instanceof Value.Sequence parts ? parts.elements() : List.of();
            if (other.size() != step.size() || !other.subList(0, compared).equals(step.subList(0, compared))) {
                return false;
            }
        }
        return true;
    }

    private long time(Entry entry, long number) {
        boolean timed = !entry.value("time").equals(Value.NIL);
        if (entry.value("index").equals(Value.NIL)) {
            if (!timed) {
                return Math.max(now, number);
            }
            long time = entry.whole("time");
            if (time < now && !unordered) {
                unordered = true;
                remarks.accept("line " + entry.line() + ": the time goes back from " + now + " to " + time
                        + "; the order of the entries is taken for the order of events");
            }
            return Math.max(now, time);
        }
        long index = entry.whole("index");
        if (index <= lastIndex) {
            throw entry.error("index", "the index does not grow from " + lastIndex + " to " + index);
        }
        lastIndex = index;
        return Math.max(now, timed ? entry.whole("time") : index);
    }
}
