package next700.linearizability;

import java.util.Random;
import java.util.function.IntFunction;
import next700.history.History;
import next700.history.Value;

/**
 * Random histories of a few operations on an object, most of them wrong in some way: answers are drawn at random from
 * what might have been answered.
 *
 * @param specification of the object
 * @param calls what is called, from a random number generator and the number of operations so far
 * @param answers what is answered
 */
record SmallHistories<S>(Specification<S> specification, Calls calls, Answers answers) {
    /** A function and its argument. */
    record Call(String function, Value argument) {}

    /** What may be called next. */
    interface Calls {
        Call next(Random random, int operations);
    }

    /** What may be answered, when so many operations have been called. */
    interface Answers {
        Value next(Random random, Call call, int operations);
    }

    private static final int PROCESSES = 4;

    /** The history of that seed, of two to so many operations. */
    History random(long seed, int most) {
        Random random = new Random(seed * 0x9E3779B97F4A7C15L);
        History.Builder history = History.builder("seed " + seed);
        IntFunction<String> name = process -> "p" + process;
        Call[] open = new Call[PROCESSES];
        int operations = 2 + random.nextInt(most - 1);
        int invoked = 0;
        long time = 0;
        while (invoked < operations) {
            int process = random.nextInt(PROCESSES);
            if (open[process] == null) {
                open[process] = calls.next(random, invoked++);
                history.invoke(name.apply(process), open[process].function, open[process].argument, time++);
            } else {
                complete(history, random, name.apply(process), open[process], invoked, time++);
                open[process] = null;
            }
        }
        for (int process = 0; process < PROCESSES; process++) {
            if (open[process] != null && random.nextInt(3) > 0) {
                complete(history, random, name.apply(process), open[process], invoked, time++);
            }
        }
        return history.build();
    }

    private void complete(History.Builder history, Random random, String process, Call call, int invoked, long time) {
        switch (random.nextInt(10)) {
            case 0 -> history.unknown(process);
            case 1 -> history.fail(process, call.argument, time);
            default -> history.ok(process, answers.next(random, call, invoked), time);
        }
    }

    @Override
    public String toString() {
        return specification.name();
    }
}
