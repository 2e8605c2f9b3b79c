package next700.linearizability;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;

/**
 * Takes texts apart into the text that was put, or the empty one at first, and those that were appended to it. It takes
 * time in proportion to the length of a text, and less if it begins like the one before.
 */
final class TextParser {
    /** In the place of a number: nothing was put, or nothing was appended. */
    static final int NONE = -1;

    /** Two ways are as bad as more. */
    private static final byte MANY = 2;

    private final Map<String, Integer> puts = new HashMap<>();
    private final Map<String, Integer> appends = new HashMap<>();
    private final TreeSet<Integer> putLengths = new TreeSet<>();
    private final TreeSet<Integer> appendLengths = new TreeSet<>();

    private String text = "";
    /** In how many ways the text up to there can have come about. */
    private byte[] ways = {1};
    /** What it ends with, and where that begins. */
    private int[] appended = {NONE};

    private int[] from = {0};
    /** What was put, if that is all of it. */
    private int[] put = {NONE};

    /** A text that was put, by its number; false if there was one like it. */
    boolean addPut(String content, int number) {
        putLengths.add(content.length());
        if (content.isEmpty()) {
            ways[0] = MANY;
        }
        return puts.put(content, number) == null;
    }

    /** A text that was appended, by its number; false if there was one like it, or it is empty. */
    boolean addAppend(String content, int number) {
        appendLengths.add(content.length());
        return !content.isEmpty() && appends.put(content, number) == null;
    }

    /** In how many ways the text can have come about: none, one or more. All puts and appends are known by now. */
    int ways(String content) {
        int common = commonPrefix(content);
        int length = content.length();
        if (ways.length <= length) {
            ways = Arrays.copyOf(ways, 2 * length + 1);
            appended = Arrays.copyOf(appended, 2 * length + 1);
            from = Arrays.copyOf(from, 2 * length + 1);
            put = Arrays.copyOf(put, 2 * length + 1);
        }
        text = content;
        Arrays.fill(ways, common + 1, length + 1, (byte) 0);
        for (int end : putLengths.tailSet(common, false)) {
            Integer number = end > length ? null : puts.get(content.substring(0, end));
            if (number != null) {
                reach(end, 1, 0, NONE, number);
            }
        }
        int longest = appendLengths.isEmpty() ? 0 : appendLengths.last();
        for (int at = Math.max(0, common + 1 - longest); at < length; at++) {
            if (ways[at] > 0) {
                for (int step : appendLengths.tailSet(common - at, false)) {
                    int end = at + step;
                    Integer number = end > length ? null : appends.get(content.substring(at, end));
                    if (number != null) {
                        reach(end, ways[at], at, number, NONE);
                    }
                }
            }
        }
        return ways[length];
    }

    private void reach(int end, int more, int begin, int append, int base) {
        ways[end] = (byte) Math.min(MANY, ways[end] + more);
        from[end] = begin;
        appended[end] = append;
        put[end] = base;
    }

    private int commonPrefix(String content) {
        int most = Math.min(text.length(), content.length());
        int common = 0;
        while (common < most && text.charAt(common) == content.charAt(common)) {
            common++;
        }
        return common;
    }

    /** The number of what was put, if the text that was asked for last came about in one way. */
    int base() {
        int at = text.length();
        while (appended[at] != NONE) {
            at = from[at];
        }
        return put[at];
    }

    /** The numbers of what was appended to that, in order. */
    int[] appends() {
        int count = 0;
        for (int at = text.length(); appended[at] != NONE; at = from[at]) {
            count++;
        }
        int[] numbers = new int[count];
        for (int at = text.length(); appended[at] != NONE; at = from[at]) {
            numbers[--count] = appended[at];
        }
        return numbers;
    }
}
