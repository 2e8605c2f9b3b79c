package next700.protocol.qu;

import next700.process.Bytes;
import next700.process.Call;
import next700.process.Notice;

/**
 * An operation on an object; one at a time.
 *
 * @param query whether it leaves the object as it is; servers see to it that it does
 */
public record QuCall(int object, boolean query, Bytes operation) implements Call {
    /** The operation's answer. */
    public record Answered(Bytes answer) implements Notice {
        @Override
        public String toString() {
            return "Answered[" + answer.toUtf8() + "]";
        }
    }

    @Override
    public String toString() {
        return (query ? "Query[" : "Update[") + object + ": " + operation.toUtf8() + "]";
    }
}
