package next700.audit;

import java.util.List;
import java.util.stream.Stream;

/** The test beds that there are, each of a protocol that has a proof map. */
public final class TestBeds {
    private TestBeds() {}

    /** All of them; f is 1. */
    public static List<TestBed> all() {
        return Stream.concat(
                        Stream.of("quorum", "zlight", "chain").<TestBed>map(AbstractTestBed::of),
                        Stream.of(AbstractTestBed.of("backup", "azyzzyva"), new PbftTestBed(), new LcrTestBed()))
                .toList();
    }

    /** The one of a protocol. */
    public static TestBed of(String protocol) {
        return all().stream()
                .filter(bed -> bed.protocol().equals(protocol))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no simulator for " + protocol));
    }
}
