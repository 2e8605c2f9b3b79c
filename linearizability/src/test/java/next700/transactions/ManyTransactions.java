package next700.transactions;

import next700.history.RecordedEvent;
import next700.history.Value;

/** Transactions one after the other, each of which appends to one list and reads another, with one stale read at the end. */
final class ManyTransactions {
    private static final int APPENDS_PER_KEY = 10;

    private ManyTransactions() {}

    static void to(Transactions.Builder builder, int transactions) {
        for (int i = 0; i < transactions; i++) {
            int key = i / APPENDS_PER_KEY;
            boolean stale = i == transactions - 1;
            Value append = step("append", key, Value.of(i));
            Value nothing = step("r", key - 1, Value.NIL);
            Value seen = step("r", key - 1, key == 0 || stale ? Value.list() : elements((key - 1) * APPENDS_PER_KEY));
            builder.accept(event(RecordedEvent.Type.INVOKE, Value.list(append, nothing), 2 * i));
            builder.accept(event(RecordedEvent.Type.OK, Value.list(append, seen), 2 * i + 1));
        }
    }

    private static Value elements(int first) {
        Value[] elements = new Value[APPENDS_PER_KEY];
        for (int i = 0; i < elements.length; i++) {
            elements[i] = Value.of(first + i);
        }
        return Value.list(elements);
    }

    private static Value step(String name, int key, Value value) {
        return Value.list(Value.of(name), Value.of(key), value);
    }

    private static RecordedEvent event(RecordedEvent.Type type, Value value, int time) {
        return new RecordedEvent(type, "p", "txn", value, time, time + 1);
    }
}
