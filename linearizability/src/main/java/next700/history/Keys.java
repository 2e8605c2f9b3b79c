package next700.history;

/**
 * The {@code key} of entries that have one beside their value: of an operation on one of many objects. Its value is then
 * {@code [key, value]}, as it is in recordings without the field. Where the value is such a pair already, it stays one;
 * the first value that is not null decides that for the whole recording, and an entry that does not fit is an error.
 */
final class Keys {
    private enum Values {
        NOT_KNOWN,
        ALONE,
        WITH_KEY
    }

    private Values values = Values.NOT_KNOWN;
    private int keyedLine;
    private int unkeyedLine;

    /** The key of a call; null if it has none, as then no other may. */
    Value ofCall(Entry entry) {
        Value key = entry.value("key");
        if (key.equals(Value.NIL)) {
            unkeyedLine = entry.line();
        } else {
            keyedLine = keyedLine == 0 ? entry.line() : keyedLine;
        }
        if (keyedLine > 0 && unkeyedLine > 0) {
            throw entry.error(
                    "key",
                    key.equals(Value.NIL)
                            ? "'key' is missing, which the entry of line " + keyedLine + " has"
                            : "there is a 'key', which the entry of line " + unkeyedLine + " has not");
        }
        return key;
    }

    /** The key of the answer to a call: the same, said again or not. */
    Value ofAnswer(Entry entry, Value called) {
        Value key = entry.value("key");
        if (!key.equals(Value.NIL) && !called.equals(Value.NIL) && !key.equals(called)) {
            throw entry.error("key", "the answer is of the key " + key + ", the call was of " + called);
        }
        return called;
    }

    /** The value together with the key, if there is one. */
    Value with(Value key, Value value, Entry entry) {
        if (key.equals(Value.NIL)) {
            return value;
        }
        if (value.equals(Value.NIL)) {
            return Value.list(key, value);
        }
        boolean hasKey = value instanceof Value.Sequence pair
                && pair.elements().size() == 2
                && pair.elements().getFirst().equals(key);
        if (values == Values.NOT_KNOWN) {
            values = hasKey ? Values.WITH_KEY : Values.ALONE;
        }
        if (values == Values.ALONE) {
            return Value.list(key, value);
        }
        if (!hasKey) {
            throw entry.error("value", "the value was expected to be [" + key + ", value], as in the entries before");
        }
        return value;
    }
}
