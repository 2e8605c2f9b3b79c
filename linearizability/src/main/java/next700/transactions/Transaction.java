package next700.transactions;

import java.util.List;
import java.util.stream.Collectors;

/**
 * One transaction of a history, as evidence.
 *
 * @param index its place in the order of invocations, from 0
 * @param process its client
 * @param operations its steps; of a transaction that is not known to have committed the reads have no result
 * @param invokedLine the line of its invocation, from 1, or 0 if it was not read
 * @param completedLine the line of its completion, or 0
 */
public record Transaction(
        int index,
        String process,
        Outcome outcome,
        List<MicroOperation> operations,
        int invokedLine,
        int completedLine) {
    public Transaction {
        operations = List.copyOf(operations);
    }

    /** For instance {@code process 3: append(x, 1), r(y, [2]) (lines 4-7)}. */
    public String describe() {
        String steps = operations.stream().map(MicroOperation::toString).collect(Collectors.joining(", "));
        return "process " + process + ": " + steps + end() + lines();
    }

    /** The same without its steps: {@code process 3 (lines 4-7)}. */
    public String whose() {
        return "process " + process + end() + lines();
    }

    private String end() {
        return switch (outcome) {
            case COMMITTED -> "";
            case ABORTED -> ", aborted";
            case UNKNOWN -> ", never answered";
        };
    }

    private String lines() {
        if (invokedLine == 0) {
            return "";
        }
        return completedLine == 0
                ? " (line " + invokedLine + ")"
                : " (lines " + invokedLine + "-" + completedLine + ")";
    }
}
