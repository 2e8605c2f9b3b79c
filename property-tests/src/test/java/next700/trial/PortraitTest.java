package next700.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** What a portrait shows of a process, and what it leaves out. */
@SuppressWarnings({"UnusedVariable", "UnnecessaryLambda"}) // fields are read by their names
class PortraitTest {
    private record Pair(int left, String right) {}

    private static final class Log {
        private final List<Pair> entries = new ArrayList<>();
        private long low;
    }

    private static class Sitter {
        private static final int CONSTANT = 3;
        private final Log log = new Log();
        private final Map<String, Integer> votes = new TreeMap<>();
        private final Supplier<String> behaviour = () -> "called";
        private final Object library = new Object();
        private Optional<String> leader = Optional.empty();
        private Sitter peer;
        private String digest = "0123456789abcdef0123456789abcdef";
    }

    private final Sitter process = new Sitter();

    @Test
    void roomsAreToldFieldByFieldAndValuesInALine() {
        process.log.entries.add(new Pair(1, "a"));
        process.votes.put("r1", 2);

        assertThat(Portrait.of(process))
                .containsEntry("log.entries", "[Pair[left=1, right=a]]")
                .containsEntry("log.low", "0")
                .containsEntry("votes", "{r1: 2}")
                .containsEntry("leader", "none")
                .doesNotContainKeys("CONSTANT", "behaviour", "log");
    }

    @Test
    void whatDiffersFromRunToRunIsNotShown() {
        assertThat(Portrait.of(process)).containsEntry("library", "Object").containsEntry("digest", "01234567");
    }

    @Test
    void processesThatKnowEachOtherComeToAnEnd() {
        process.peer = new Sitter();
        process.peer.peer = process;

        assertThat(Portrait.of(process)).containsEntry("peer.log.low", "0").doesNotContainKey("peer.peer.log.low");
    }

    @Test
    void longValuesAreCut() {
        for (int i = 0; i < 1_000; i++) {
            process.log.entries.add(new Pair(i, "entry"));
        }

        assertThat(Portrait.of(process).get("log.entries")).hasSizeLessThan(300).endsWith("...");
    }
}
