package next700.quorums;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Sets of a size, in an order that is the same every time. */
final class Subsets {
    private Subsets() {}

    /** All choices of so many of the numbers from 0 to n-1, in lexicographic order, made as they are asked for. */
    static Stream<int[]> ofSize(int n, int size) {
        if (size > n) {
            return Stream.empty();
        }
        return Stream.iterate(IntStream.range(0, size).toArray(), chosen -> chosen != null, chosen -> next(chosen, n));
    }

    private static int[] next(int[] chosen, int n) {
        int last = chosen.length - 1;
        int moved = last;
        while (moved >= 0 && chosen[moved] == n - chosen.length + moved) {
            moved--;
        }
        if (moved < 0) {
            return null;
        }
        int[] next = chosen.clone();
        next[moved]++;
        for (int i = moved + 1; i <= last; i++) {
            next[i] = next[i - 1] + 1;
        }
        return next;
    }

    /** The same as sets of servers. */
    static Stream<ServerSet> servers(int n, int size) {
        return ofSize(n, size).map(ServerSet::of);
    }

    /** The servers of least weight, so many of them, the earlier ones first. */
    static List<Integer> lightest(double[] weights, int count) {
        List<Integer> all =
                new ArrayList<>(IntStream.range(0, weights.length).boxed().toList());
        all.sort(java.util.Comparator.comparingDouble(server -> weights[server]));
        return all.subList(0, count);
    }
}
