package next700.history;

/**
 * One operation of a history: a call by a process and what came of it.
 *
 * @param index its place in the order of invocations of its history, from 0
 * @param process who called; processes are sequential, and have one open operation at most
 * @param function what was called, for instance {@code read}
 * @param argument what it was called with
 * @param invoked when it was called
 * @param completion what came of it
 */
public record Operation(
        int index, String process, String function, Value argument, Moment invoked, Completion completion) {

    /** The position of the event by which it took effect, if it did: {@link Integer#MAX_VALUE} where not known. */
    public int deadline() {
        return switch (completion) {
            case Completion.Ok ok -> ok.at().position();
            case Completion.Failed failed -> failed.at().position();
            case Completion.Unknown unknown -> Integer.MAX_VALUE;
        };
    }

    /** The same if nobody knew what came of it. */
    public Operation unanswered() {
        return new Operation(index, process, function, argument, invoked, new Completion.Unknown());
    }

    /** Whether it had ended before the other was called: the real-time order. */
    public boolean precedes(Operation other) {
        return deadline() < other.invoked().position();
    }

    /** For instance {@code c1 write(3) = 3, lines 4-7}; of a history that was not read, {@code c1 write(3) = 3, #2 at 17}. */
    public String describe() {
        return process + " " + describeCall() + lines(completion.moment().orElse(invoked));
    }

    /** For instance {@code read() = 3}. */
    public String describeCall() {
        String call = function + "(" + (argument.equals(Value.NIL) ? "" : argument) + ")";
        return switch (completion) {
            case Completion.Ok ok -> call + answer(ok.value());
            case Completion.Failed failed -> call + " failed";
            case Completion.Unknown unknown -> call + " never answered";
        };
    }

    private String answer(Value value) {
        return value.equals(argument) && !value.equals(Value.NIL) ? "" : " = " + value;
    }

    private String lines(Moment last) {
        if (invoked.line() == 0) {
            return ", #" + index + " at " + invoked.time();
        }
        return last.line() == invoked.line()
                ? ", line " + invoked.line()
                : ", lines " + invoked.line() + "-" + last.line();
    }
}
