package next700.transactions;

import java.util.Optional;
import next700.history.Value;

/** One step of a transaction on one key. */
public sealed interface MicroOperation {
    Value key();

    /** Appends an element to the list at the key. */
    record Append(Value key, Value element) implements MicroOperation {
        @Override
        public String toString() {
            return "append(" + key + ", " + element + ")";
        }
    }

    /** Writes the register at the key. */
    record Write(Value key, Value value) implements MicroOperation {
        @Override
        public String toString() {
            return "w(" + key + ", " + value + ")";
        }
    }

    /** Reads the list or the register at the key; the result is empty where nobody knows it. */
    record Read(Value key, Optional<Value> result) implements MicroOperation {
        @Override
        public String toString() {
            return "r(" + key + ", " + result.map(Value::toString).orElse("?") + ")";
        }
    }
}
