package next700.cli.fuzz;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A part of a campaign that a machine of its own runs. Shards have seeds of their own, so that no two of a campaign, nor of
 * campaigns with other seeds and as many shards, have a run in common.
 *
 * @param number from 1
 * @param of how many there are
 */
record Shard(int number, int of) {
    private static final Pattern TEXT = Pattern.compile("([0-9]{1,6})/([0-9]{1,6})");

    Shard {
        if (of < 1 || number < 1 || number > of) {
            throw new IllegalArgumentException("a shard is one of 1/n to n/n, not " + number + "/" + of);
        }
    }

    /** Reads such as {@code 2/3}. */
    static Shard parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("a shard is such as 2/3, not '" + text + "'");
        }
        return new Shard(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
    }

    /** The seed of its runs. */
    long seed(long ofCampaign) {
        try {
            return Math.addExact(Math.multiplyExact(ofCampaign, of), number - 1);
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException("the seed " + ofCampaign + " is too large for " + of + " shards", e);
        }
    }

    @Override
    public String toString() {
        return number + "/" + of;
    }
}
