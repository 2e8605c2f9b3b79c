package next700.benchmarks.lcr;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A k-to-n broadcast (thesis 2.6.2): the first {@code senders} members broadcast messages of one size.
 *
 * @param offeredMbps what they broadcast together; 0 for as much as the group takes
 */
record Phase(int senders, int sizeBytes, double offeredMbps) {
    private static final Pattern TEXT = Pattern.compile("(\\d+)x(\\d+)(?:@([0-9.]+))?");

    Phase {
        if (senders < 1 || sizeBytes < Stamp.BYTES) {
            throw new IllegalArgumentException(
                    "a phase needs a sender, and messages of " + Stamp.BYTES + " bytes at least");
        }
    }

    /** Reads {@code SENDERSxSIZE[@MBPS]}, such as {@code 5x10000@20}. */
    static Phase parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("a phase is SENDERSxSIZE[@MBPS], not '" + text + "'");
        }
        String offered = matcher.group(3);
        return new Phase(
                Integer.parseInt(matcher.group(1)),
                Integer.parseInt(matcher.group(2)),
                offered == null ? 0 : Double.parseDouble(offered));
    }

    static List<Phase> parseAll(String plan) {
        return Arrays.stream(plan.split(",")).map(Phase::parse).toList();
    }

    boolean isPaced() {
        return offeredMbps > 0;
    }

    /** How long each sender lets pass from one message to the next. */
    double intervalNanos() {
        return senders * sizeBytes * 8 / offeredMbps * 1e3;
    }

    @Override
    public String toString() {
        String load = senders + "x" + sizeBytes;
        return isPaced() ? load + String.format(Locale.ROOT, "@%.1f", offeredMbps) : load;
    }
}
