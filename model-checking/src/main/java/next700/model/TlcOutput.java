package next700.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What TLC has said so far, as it comes out of {@link TlcMessageReader}: counts, the property violated and its
 * behaviour, errors, and the values that the specification printed. The numbers are those of {@code tlc2.output.EC}.
 */
final class TlcOutput {
    private static final int MANY_LINES = 2_000;

    private static final Pattern COUNTS = Pattern.compile(
            "([\\d,]+) states generated.*?, ([\\d,]+) distinct states found.*?, ([\\d,]+) states left on queue");
    private static final Pattern PROGRESS_DEPTH = Pattern.compile("Progress\\((\\d+)\\)");
    private static final Pattern DEPTH = Pattern.compile("state graph search is (\\d+)");
    private static final Pattern INVARIANT =
            Pattern.compile("(?:Invariant|Action property|Property) (\\S+) is violated");
    /** Of an invariant that speaks of constants only, and so has no behaviour that violates it. */
    private static final Pattern CONSTANT = Pattern.compile("The invariant of (\\S+) is equal to FALSE");

    private static final Pattern LOCATION =
            Pattern.compile("line (\\d+), col (\\d+) to line \\d+, col \\d+ of module (\\w+)");

    private final Consumer<Counts> onProgress;

    private Counts counts = Counts.NONE;
    private boolean started;
    private boolean complete;
    private boolean outOfMemory;
    private boolean deadlock;
    private Optional<String> violated = Optional.empty();
    private final List<State> states = new ArrayList<>();
    private Optional<Integer> loop = Optional.empty();
    private boolean stutters;
    private final List<String> errors = new ArrayList<>();
    private final List<String> plain = new ArrayList<>();
    private final List<String> printed = new ArrayList<>();

    TlcOutput(Consumer<Counts> onProgress) {
        this.onProgress = onProgress;
    }

    void add(TlcMessage message) {
        if (message.isPlain()) {
            addPlain(message.text());
            return;
        }
        started = true;
        String text = message.text();
        switch (message.code()) {
            case 1001, 1002, 1003 -> outOfMemory = true;
            case 2107, 2108, 2110, 2112 -> violates(text);
            case 2116 -> violated = Optional.of(ModelResult.TEMPORAL);
            case 2114 -> deadlock = true;
            case 2193 -> complete = true;
            case 2194 -> find(DEPTH, text).ifPresent(m -> counts = counts.withDepth(Integer.parseInt(m.group(1))));
            case 2199, 2200 -> count(text);
            case 2217 -> states.add(State.parse(text));
            case 2218 -> stutters = true;
            case 2122 ->
                find(Pattern.compile("(\\d+)"), text).ifPresent(m -> loop = Optional.of(Integer.parseInt(m.group(1))));
            case 2121, 2264 -> {}
            default -> {
                Optional<Matcher> constant = find(CONSTANT, text);
                if (constant.isPresent()) {
                    violated = Optional.of(constant.get().group(1));
                } else if (message.severity() == TlcMessage.Severity.ERROR
                        || message.severity() == TlcMessage.Severity.BUG) {
                    errors.add(text);
                }
            }
        }
    }

    private void addPlain(String line) {
        if (line.contains("java.lang.OutOfMemoryError")) {
            outOfMemory = true;
        }
        if (line.startsWith("<<") || line.startsWith("\"")) {
            printed.add(line);
        } else if (plain.size() < MANY_LINES) {
            plain.add(line);
        }
    }

    private void violates(String text) {
        violated = Optional.of(find(INVARIANT, text).map(m -> m.group(1)).orElse(text));
        int brokenAtOnce = text.indexOf("violated by the initial state:");
        if (brokenAtOnce >= 0) {
            states.add(State.parse("1: <Initial predicate>\n" + text.substring(text.indexOf('\n') + 1)));
        }
    }

    private void count(String text) {
        find(COUNTS, text).ifPresent(m -> {
            int depth = find(PROGRESS_DEPTH, text)
                    .map(d -> Integer.parseInt(d.group(1)))
                    .orElse(counts.depth());
            counts = new Counts(number(m.group(1)), number(m.group(2)), number(m.group(3)), depth);
            onProgress.accept(counts);
        });
    }

    private static long number(String digits) {
        return Long.parseLong(digits.replace(",", ""));
    }

    private static Optional<Matcher> find(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? Optional.of(matcher) : Optional.empty();
    }

    Counts counts() {
        return counts;
    }

    /** Whether it was TLC that spoke, and not a JVM that could not run it. */
    boolean hasStarted() {
        return started;
    }

    boolean isComplete() {
        return complete;
    }

    boolean isOutOfMemory() {
        return outOfMemory;
    }

    boolean isDeadlock() {
        return deadlock;
    }

    Optional<String> violated() {
        return violated;
    }

    Counterexample counterexample() {
        return new Counterexample(List.copyOf(states), loop, stutters);
    }

    /** The lines that the specification printed. */
    List<String> printed() {
        return List.copyOf(printed);
    }

    boolean hasErrors() {
        return !errors.isEmpty() || firstDetail() >= 0;
    }

    /** What is wrong with the specification, and where, as far as TLC says. */
    ModelResult.Broken broken() {
        List<String> all = new ArrayList<>(errors);
        int details = firstDetail();
        if (details >= 0) {
            all.addAll(plain.subList(details, Math.min(plain.size(), details + 12)));
        }
        String text = String.join("\n", all).strip();
        Optional<SourceLocation> location = find(LOCATION, text)
                .map(m -> new SourceLocation(
                        m.group(3) + ".tla", Integer.parseInt(m.group(1)), Integer.parseInt(m.group(2))));
        return new ModelResult.Broken(text.isEmpty() ? "TLC ended without a result" : text, location);
    }

    /** Where SANY, or Java, begins to complain: both do so outside of any message. */
    private int firstDetail() {
        for (int k = 0; k < plain.size(); k++) {
            String line = plain.get(k);
            if (line.startsWith("***")
                    || line.contains("Exception")
                    || line.startsWith("Error")
                    || line.contains("Could not")) {
                return k;
            }
        }
        return -1;
    }
}
