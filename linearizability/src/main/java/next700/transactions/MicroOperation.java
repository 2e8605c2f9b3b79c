package next700.transactions;

import java.util.Optional;
import next700.history.Value;

/** One step of a transaction on one key. */
public sealed interface MicroOperation {
    Value key();

    /** As it is recorded: {@code ["append", key, element]}, {@code ["w", key, value]} or {@code ["r", key, result]}. */
    default Value asValue() {
        return switch (this) {
            case Append append -> Value.list(Value.of("append"), append.key, append.element);
            case Write write -> Value.list(Value.of("w"), write.key, write.value);
            case Read read -> Value.list(Value.of("r"), read.key, read.result.orElse(Value.NIL));
        };
    }

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
