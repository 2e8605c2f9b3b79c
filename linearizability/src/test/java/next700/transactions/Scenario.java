package next700.transactions;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import next700.history.History;
import next700.history.Value;

/**
 * A few transactions, and the anomalies that they show: no more, and no fewer. Transactions are written {@code A: ax1
 * rx[1] wy2 ry_}: append 1 to x, read x as the list of 1, write 2 to y, read y as null. Before the colon, {@code !} is
 * for one that failed, {@code ?} for one that never answered, {@code @p} names the process. A schedule is written {@code
 * A( B( A) B)}: when each is invoked, and when it completes.
 */
record Scenario(String name, History history, RegisterAssumptions assumptions, Set<String> anomalies) {
    private static final Pattern TRANSACTION = Pattern.compile("(\\w)([!?]?)(?:@(\\w))?: (.*)");
    private static final Pattern STEP = Pattern.compile("([awr])(\\w)(\\d+|_|\\[[\\d,]*\\])");

    /** Transactions that all run at the same time. */
    static Scenario concurrent(String name, Set<String> anomalies, String... transactions) {
        StringBuilder schedule = new StringBuilder();
        for (String bracket : List.of("( ", ") ")) {
            for (String transaction : transactions) {
                schedule.append(transaction.charAt(0)).append(bracket);
            }
        }
        return scheduled(name, anomalies, schedule.toString().strip(), transactions);
    }

    /** Transactions one after the other. */
    static Scenario sequential(String name, Set<String> anomalies, String... transactions) {
        StringBuilder schedule = new StringBuilder();
        for (String transaction : transactions) {
            char letter = transaction.charAt(0);
            schedule.append(letter).append("( ").append(letter).append(") ");
        }
        return scheduled(name, anomalies, schedule.toString().strip(), transactions);
    }

    static Scenario scheduled(String name, Set<String> anomalies, String schedule, String... transactions) {
        return new Scenario(name, history(name, schedule, transactions), RegisterAssumptions.USUAL, anomalies);
    }

    Scenario assuming(RegisterAssumptions others) {
        return new Scenario(name, history, others, anomalies);
    }

    private static History history(String name, String schedule, String... transactions) {
        Map<Character, Matcher> written = new HashMap<>();
        for (String transaction : transactions) {
            Matcher parts = TRANSACTION.matcher(transaction);
            if (!parts.matches()) {
                throw new IllegalArgumentException(transaction);
            }
            written.put(transaction.charAt(0), parts);
        }
        History.Builder history = History.builder(name);
        long time = 0;
        for (String event : schedule.split(" ", -1)) {
            Matcher parts = written.get(event.charAt(0));
            String process = parts.group(3) == null ? parts.group(1) : parts.group(3);
            time++;
            if (event.endsWith("(")) {
                history.invoke(process, "txn", steps(parts.group(4)), time);
            } else if (parts.group(2).equals("!")) {
                history.fail(process, steps(parts.group(4)), time);
            } else if (parts.group(2).equals("?")) {
                history.unknown(process);
            } else {
                history.ok(process, steps(parts.group(4)), time);
            }
        }
        return history.build();
    }

    private static Value steps(String text) {
        List<Value> steps = new ArrayList<>();
        for (String step : text.split(" ", -1)) {
            Matcher parts = STEP.matcher(step);
            if (!parts.matches()) {
                throw new IllegalArgumentException(step);
            }
            String function = parts.group(1).equals("a") ? "append" : parts.group(1);
            steps.add(Value.list(Value.of(function), Value.of(parts.group(2)), value(parts.group(3))));
        }
        return new Value.Sequence(steps);
    }

    private static Value value(String text) {
        if (text.equals("_")) {
            return Value.NIL;
        }
        if (!text.startsWith("[")) {
            return Value.of(Long.parseLong(text));
        }
        List<Value> elements = new ArrayList<>();
        for (String element : text.substring(1, text.length() - 1).split(",", -1)) {
            if (!element.isEmpty()) {
                elements.add(Value.of(Long.parseLong(element)));
            }
        }
        return new Value.Sequence(elements);
    }

    TransactionVerdict check() {
        return TransactionChecker.of(ConsistencyModel.STRICT_SERIALIZABLE)
                .assuming(assumptions)
                .check(history);
    }

    /** The anomalies that are found. */
    Set<String> found() {
        return new TreeSet<>(check().findings().counts().keySet());
    }

    @Override
    public String toString() {
        return name;
    }
}
