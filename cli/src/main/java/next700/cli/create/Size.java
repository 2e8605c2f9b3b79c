package next700.cli.create;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import next700.report.UsageException;

/**
 * How many replicas there are, by how many may be faulty: {@code factor * f + constant}.
 *
 * <p>Any two quorums must have a replica in common that is correct, or has not lost what it stored, and there must be as many
 * replicas as a quorum without the faulty ones: with crashes that takes {@code 2f + 1}, with lies {@code 3f + 1}.
 */
record Size(int factor, int constant) {
    private static final Pattern TEXT = Pattern.compile("([1-9]\\d?)?f(?:\\+([1-9]\\d?))?");

    static Size of(String text, Faults faults) {
        Matcher matcher = TEXT.matcher(text.replace(" ", ""));
        if (!matcher.matches()) {
            throw new UsageException("--replicas must be such as 2f+1 or 3f+1, not '" + text + "'");
        }
        Size size = new Size(
                matcher.group(1) == null ? 1 : Integer.parseInt(matcher.group(1)),
                matcher.group(2) == null ? 0 : Integer.parseInt(matcher.group(2)));
        Size least = faults.least();
        if (size.factor < least.factor || size.constant < least.constant) {
            throw new UsageException("--replicas " + text + ": of so few, f may not " + faults.verb()
                    + ", since two quorums need not have a replica in common to rely on; at least " + least);
        }
        return size;
    }

    int with(int f) {
        return factor * f + constant;
    }

    @Override
    public String toString() {
        return factor + "f+" + constant;
    }
}
