package next700.induction;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the proofs take for granted of numbers and sequences is so of numbers and sequences. */
class TheoryTest {
    private static final Sort NUMBERS = new Sort("N", Sort.Kind.NATURALS, Optional.empty());
    private static final Sort REQUESTS = new Sort("R", Sort.Kind.PLAIN, Optional.empty());
    private static final Sort HISTORIES = new Sort("H", Sort.Kind.SEQUENCES, Optional.of(REQUESTS));
    private static final Sort OTHERS = new Sort("I", Sort.Kind.SEQUENCES, Optional.of(REQUESTS));

    /** All sequences of up to three of two requests. */
    private static List<List<Integer>> sequences() {
        List<List<Integer>> all = new ArrayList<>();
        all.add(List.of());
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).size() < 3) {
                for (int request = 0; request < 2; request++) {
                    List<Integer> longer = new ArrayList<>(all.get(i));
                    longer.add(request);
                    all.add(longer);
                }
            }
        }
        return all;
    }

    private static boolean isPrefix(List<Integer> g, List<Integer> h) {
        return g.size() <= h.size() && h.subList(0, g.size()).equals(g);
    }

    @Test
    void everyAxiomIsTrueOfTheRealNumbersAndSequences() {
        List<List<Integer>> histories = sequences();
        Map<Sort, List<List<Integer>>> of = new LinkedHashMap<>();
        of.put(HISTORIES, histories);
        of.put(OTHERS, histories.subList(2, 9));
        Structure world = new Structure(Map.of(
                NUMBERS,
                4,
                REQUESTS,
                2,
                HISTORIES,
                histories.size(),
                OTHERS,
                of.get(OTHERS).size()));
        Set<Symbol> used = new LinkedHashSet<>(List.of(
                Theory.numeral(0, NUMBERS),
                Theory.numeral(2, NUMBERS),
                Theory.range(HISTORIES),
                Theory.range(OTHERS),
                Theory.empty(HISTORIES),
                Theory.append(HISTORIES)));
        world.set(Theory.numeral(0, NUMBERS), List.of(), 0);
        world.set(Theory.numeral(2, NUMBERS), List.of(), 2);
        world.set(Theory.empty(HISTORIES), List.of(), 0);
        for (int a = 0; a < 4; a++) {
            for (int b = 0; b < 4; b++) {
                world.set(Theory.atMost(NUMBERS), List.of(a, b), a <= b ? 1 : 0);
            }
        }
        of.forEach((shorter, some) -> of.forEach((longer, others) -> {
            for (int a = 0; a < some.size(); a++) {
                for (int b = 0; b < others.size(); b++) {
                    world.set(
                            Theory.prefix(shorter, longer),
                            List.of(a, b),
                            isPrefix(some.get(a), others.get(b)) ? 1 : 0);
                }
            }
        }));
        of.forEach((sort, some) -> {
            for (int h = 0; h < some.size(); h++) {
                for (int request = 0; request < 2; request++) {
                    world.set(
                            Theory.range(sort), List.of(request, h), some.get(h).contains(request) ? 1 : 0);
                }
            }
        });
        for (int g = 0; g < histories.size(); g++) {
            for (int request = 0; request < 2; request++) {
                List<Integer> longer = new ArrayList<>(histories.get(g));
                longer.add(request);
                for (int h = 0; h < histories.size(); h++) {
                    world.set(
                            Theory.append(HISTORIES),
                            List.of(g, request, h),
                            histories.get(h).equals(longer) ? 1 : 0);
                }
            }
        }

        List<Formula> axioms = Theory.axioms(new LinkedHashSet<>(List.of(NUMBERS, REQUESTS, HISTORIES, OTHERS)), used);

        assertThat(axioms)
                .hasSizeGreaterThan(30)
                .allSatisfy(axiom -> assertThat(world.isTrue(axiom, Map.of()))
                        .as(axiom.toString())
                        .isTrue());
    }
}
