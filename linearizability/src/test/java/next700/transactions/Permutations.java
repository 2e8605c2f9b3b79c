package next700.transactions;

import java.util.ArrayList;
import java.util.List;

/** All orders of a few elements. */
final class Permutations {
    private Permutations() {}

    static <T> List<List<T>> of(List<T> elements) {
        if (elements.isEmpty()) {
            return List.of(List.of());
        }
        List<List<T>> all = new ArrayList<>();
        for (T first : elements) {
            List<T> rest = new ArrayList<>(elements);
            rest.remove(first);
            for (List<T> tail : of(rest)) {
                List<T> one = new ArrayList<>(List.of(first));
                one.addAll(tail);
                all.add(one);
            }
        }
        return all;
    }
}
