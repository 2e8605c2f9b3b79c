package next700.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import next700.audit.map.MapReader;
import next700.audit.map.ProofMap;
import next700.audit.source.JavaReader;
import next700.audit.source.Revision;
import next700.audit.source.Revisions;
import next700.audit.source.TlaReader;
import org.junit.jupiter.api.Test;

/** Which steps, guards and lemmas a change touches, before anything is run. */
class ImpactTest {
    private static final Revision SOURCES = new Revisions(Rehearsal.ROOT).workingTree();
    private static final TlaReader TLA = new TlaReader();
    private static final JavaReader JAVA = new JavaReader();

    private static Impact impact(String protocol, String path, String before, String after) {
        String text = SOURCES.files().get(path);
        assertThat(text).contains(before);
        Map<String, String> files = new TreeMap<>(SOURCES.files());
        files.put(path, text.replace(before, after));
        Revision changed = new Revision("changed", files);
        ProofMap map = MapReader.all(SOURCES).stream()
                .filter(any -> any.protocol().equals(protocol))
                .findFirst()
                .orElseThrow();
        return Impact.of(
                map,
                new Comparison(new Protocol(map, SOURCES, TLA, JAVA), new Protocol(map, changed, TLA, JAVA)).changes());
    }

    private static String java(String name) {
        return "impl/src/main/java/next700/protocol/" + name + ".java";
    }

    @Test
    void commentsAndLayoutTouchNothing() {
        Impact code = impact(
                "quorum",
                java("abstraction/LocalHistory"),
                "return known == null || known.request().timestamp() < request.timestamp();",
                "// Older ones were answered.\n        return known == null\n                || known.request().timestamp() < request.timestamp();");
        Impact specification = impact(
                "lcr", "specs/lcr/LCR.tla", "Closing(p) == phase", "(* Between views. *)\nClosing(p) ==\n  phase");

        assertThat(code.changes()).isEmpty();
        assertThat(specification.changes()).isEmpty();
    }

    @Test
    void aHelperTouchesTheStepsThatUseIt() {
        Impact impact = impact(
                "quorum",
                java("panicking/AbortProof"),
                "support.merge(history.get(index), 1, Integer::sum) >=",
                "support.merge(history.get(index), 2, Integer::sum) >=");

        assertThat(impact.items()).containsExactly("P3.extract");
        assertThat(impact.leaning()).contains("C.AbortedValuesAreHeld", "C.CommitsSurviveExtraction");
        assertThat(impact.atRisk()).contains("A.1 Validity", "A.4 Init Order", "A.6 Abort Order", "Theorem 1");
        assertThat(impact.atRisk()).doesNotContain("C.Lemma1", "A.7 Switching Monotonicity");
    }

    @Test
    void aFieldTouchesWhatReadsAndWritesIt() {
        Impact impact = impact(
                "quorum",
                java("abstraction/LocalHistory"),
                "Map<ClientId, Last> last = new TreeMap<>()",
                "Map<ClientId, Last> last = new java.util.LinkedHashMap<>()");

        assertThat(impact.items())
                .contains("B.6.timestamps", "Q2.fresh", "Q2.known", "Q2.answer", "Q2.reply")
                .doesNotContain("Q2.authentic", "P2.stops");
    }

    @Test
    void aStepThatNoLongerAsksAGuardTouchesTheGuard() {
        Impact impact = impact(
                "quorum",
                java("quorum/QuorumReplica"),
                "        if (!isAuthentic(req)) {\n            return;\n        }\n",
                "");

        assertThat(impact.items()).contains("Q2", "Q2.authentic");
        assertThat(impact.leaning()).contains("C.ExecutedOnlyIfInvoked");
    }

    @Test
    void theLemmaOfWhatWasChangedIsAccusedAndNotThatOfWhatItUsed() {
        Impact impact = impact(
                "chain",
                java("chain/ChainMessage"),
                "            init.map(proof -> proof.extract(group)).map(History::digest).ifPresent(content::add);\n",
                "");

        assertThat(impact.items()).contains("CA.covers", "P3.extract");
        assertThat(impact.accused(List.of("A6_AbortOrder"))).endsWith("CA.OneBeginning");
    }

    @Test
    void aThresholdTouchesTheLemmasThatCount() {
        Impact impact = impact("quorum", java("abstraction/ByzantineGroup"), "return 2 * f + 1;", "return 2 * f;");

        assertThat(impact.items()).containsExactly("2f+1");
        assertThat(impact.checks(next700.audit.map.Lemma::claims)).contains("count.majority", "count.noRival");
    }

    @Test
    void anOperatorTouchesWhatItIsPartOf() {
        Impact impact = impact(
                "quorum",
                "specs/panicking/AbortHistories.tla",
                "k <= Len(a.history) /\\ a.history[k] = v})",
                "a.history[k] = v})");

        assertThat(impact.changes())
                .singleElement()
                .satisfies(change -> assertThat(change.name()).isEqualTo("Votes"));
        assertThat(impact.items()).containsExactly("P3.extract");
    }

    @Test
    void whatDispatchesTouchesTheStepsThatItCalls() {
        Impact impact = impact(
                "quorum",
                java("quorum/QuorumReplica"),
                "            case Panic panic -> panicking.onPanic(panic, out);\n",
                "            case Panic panic -> {}\n");

        assertThat(impact.items()).contains("P2");
    }

    /** Every message's authenticity comes down to digests, and no map says so. */
    @Test
    void whatEveryProtocolIsWrittenInTouchesEveryProtocolThatUsesIt() {
        for (String protocol : List.of("quorum", "zlight", "chain", "backup", "pbft")) {
            Impact impact = impact(
                    protocol,
                    "impl/src/main/java/next700/process/Digest.java",
                    "public static Builder of(String ",
                    "public static synchronized Builder of(String ");

            assertThat(impact.changes())
                    .as(protocol)
                    .singleElement()
                    .satisfies(change -> assertThat(change.reach()).isNotEqualTo(Change.Reach.NOTHING));
            assertThat(impact.atRisk()).as(protocol).isNotEmpty();
        }
    }

    @Test
    void whatOnlyOtherProtocolsUseTouchesNothing() {
        Impact impact = impact("lcr", java("abstraction/LocalHistory"), "return initialised;", "return !initialised;");

        assertThat(impact.changes())
                .allSatisfy(change -> assertThat(change.reach()).isEqualTo(Change.Reach.NOTHING));
        assertThat(impact.atRisk()).isEmpty();
    }

    @Test
    void whatBelongsToNoStepTouchesEverything() {
        Impact impact = impact("lcr", java("lcr/MemberId"), "int MAX_LENGTH = ", "int MAX_LENGTH = 1 + ");

        assertThat(impact.items()).isEqualTo(impact.map().items().keySet());
    }
}
