package next700.abstraction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RequestHistoryTest {
    private final HistoryTree tree = new HistoryTree();

    @Test
    void equalHistoriesAreOneObject() {
        assertThat(tree.of("a:1", "b:1")).isSameAs(tree.append(tree.of("a:1"), "b:1"));
        assertThat(tree.of()).isSameAs(tree.empty());
    }

    @Test
    void aHistoryIsAPrefixOfWhatExtendsItAndOfItself() {
        RequestHistory history = tree.of("a:1", "b:1");

        assertThat(tree.empty().isPrefixOf(history)).isTrue();
        assertThat(history.isPrefixOf(history)).isTrue();
        assertThat(history.isPrefixOf(tree.of("a:1", "b:1", "a:2"))).isTrue();
        assertThat(history.isPrefixOf(tree.of("a:1"))).isFalse();
        assertThat(history.isPrefixOf(tree.of("b:1", "a:1", "a:2"))).isFalse();
    }

    @Test
    void prefixesAreThoseOfTheSequences() {
        Random random = new Random(1);
        for (int round = 0; round < 2_000; round++) {
            List<String> one = sequence(random, List.of());
            List<String> two = sequence(random, one.subList(0, random.nextInt(one.size() + 1)));
            RequestHistory h = tree.of(one);
            RequestHistory g = tree.of(two);
            int common = 0;
            while (common < Math.min(one.size(), two.size()) && one.get(common).equals(two.get(common))) {
                common++;
            }

            assertThat(h.requests()).isEqualTo(one);
            assertThat(h.commonPrefix(g).requests()).isEqualTo(one.subList(0, common));
            assertThat(h.isPrefixOf(g)).isEqualTo(common == one.size());
            assertThat(h.contains("a")).isEqualTo(one.contains("a"));
            int length = random.nextInt(one.size() + 1);
            assertThat(h.prefix(length).requests()).isEqualTo(one.subList(0, length));
        }
    }

    private static List<String> sequence(Random random, List<String> begin) {
        List<String> requests = new ArrayList<>(begin);
        for (int i = random.nextInt(40); i > 0; i--) {
            requests.add(random.nextBoolean() ? "a" : "b");
        }
        return requests;
    }

    @Test
    void aPrefixIsNoLongerThanTheHistory() {
        assertThatIllegalArgumentException().isThrownBy(() -> tree.of("a").prefix(2));
        assertThatIllegalArgumentException().isThrownBy(() -> tree.of("a").prefix(-1));
    }

    @Test
    void prefixesOfLongHistoriesCostLittle() {
        RequestHistory long1 = tree.empty();
        for (int i = 0; i < 200_000; i++) {
            long1 = tree.append(long1, "c:" + i);
        }
        for (int i = 0; i < 200_000; i++) {
            assertThat(long1.prefix(i).length() == i).isTrue();
        }
    }

    @Test
    void aLongHistoryIsShownByItsEnds() {
        assertThat(tree.of("1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11"))
                .hasToString("[1, 2, 3, 4, ... 3 more ..., 8, 9, 10, 11]");
    }
}
