package next700.runtime;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A stretch of a load: for so long, the first so many clients are active, and the others rest.
 *
 * @param clients how many
 */
public record Stage(int clients, long durationMillis) {
    public Stage {
        if (clients < 1 || durationMillis < 1) {
            throw new IllegalArgumentException(
                    "a stage has at least one client and one millisecond, not " + clients + " and " + durationMillis);
        }
    }

    /**
     * Reads stages, each {@code CLIENTS} or {@code CLIENTS:SECONDS}, with commas between them.
     *
     * @param durationMillis what those share in equal parts that do not say how long they last
     */
    public static List<Stage> parse(String text, long durationMillis) {
        String[] parts = text.split(",", -1);
        long open = Arrays.stream(parts).filter(part -> !part.contains(":")).count();
        List<Stage> stages = new ArrayList<>();
        for (String part : parts) {
            if (!part.matches("[1-9][0-9]{0,3}(:[0-9]{1,4}(\\.[0-9]{1,3})?)?")) {
                throw new IllegalArgumentException("'" + part
                        + "' is no stage of a load (expected CLIENTS or CLIENTS:SECONDS, such as 30 or 30:2.5)");
            }
            String[] numbers = part.split(":", -1);
            long millis = numbers.length == 2
                    ? Math.round(Double.parseDouble(numbers[1]) * 1000)
                    : Math.max(1, durationMillis / open);
            stages.add(new Stage(Integer.parseInt(numbers[0]), millis));
        }
        return List.copyOf(stages);
    }

    /** What {@link #parse} reads. */
    public static String format(List<Stage> stages) {
        return String.join(",", stages.stream().map(Stage::toString).toList());
    }

    @Override
    public String toString() {
        return clients + ":" + durationMillis / 1000.0;
    }
}
