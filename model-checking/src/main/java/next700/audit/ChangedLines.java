package next700.audit;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The lines of a text that another version of it does not have, as a longest common subsequence leaves them over. */
final class ChangedLines {
    private ChangedLines() {}

    /** Their numbers, from 1. */
    static Set<Integer> of(String before, String after) {
        List<String> old = stripped(before);
        List<String> now = stripped(after);
        int begin = common(old, now);
        int end = common(
                old.subList(begin, old.size()).reversed(),
                now.subList(begin, now.size()).reversed());
        List<String> oldPart = old.subList(begin, old.size() - end);
        List<String> nowPart = now.subList(begin, now.size() - end);
        int[][] longest = new int[oldPart.size() + 1][nowPart.size() + 1];
        for (int i = oldPart.size() - 1; i >= 0; i--) {
            for (int k = nowPart.size() - 1; k >= 0; k--) {
                longest[i][k] = oldPart.get(i).equals(nowPart.get(k))
                        ? longest[i + 1][k + 1] + 1
                        : Math.max(longest[i + 1][k], longest[i][k + 1]);
            }
        }
        Set<Integer> changed = new TreeSet<>();
        int i = 0;
        for (int k = 0; k < nowPart.size(); ) {
            if (i < oldPart.size() && oldPart.get(i).equals(nowPart.get(k))) {
                i++;
                k++;
            } else if (i < oldPart.size() && longest[i + 1][k] >= longest[i][k + 1]) {
                i++;
            } else {
                changed.add(begin + k + 1);
                k++;
            }
        }
        return Collections.unmodifiableSet(changed);
    }

    private static List<String> stripped(String text) {
        return new ArrayList<>(text.lines().map(String::strip).toList());
    }

    private static int common(List<String> some, List<String> others) {
        int same = 0;
        while (same < some.size() && same < others.size() && some.get(same).equals(others.get(same))) {
            same++;
        }
        return same;
    }
}
