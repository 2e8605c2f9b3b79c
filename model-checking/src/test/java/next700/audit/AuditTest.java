package next700.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import next700.audit.map.Lemma;
import next700.audit.map.MapReader;
import next700.audit.map.ProofMap;
import next700.audit.source.Layout;
import next700.audit.source.Revision;
import next700.audit.source.Revisions;
import next700.model.TlcLimits;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Changes that somebody might make, and what the audit makes of them. All of them take a quarter of an hour
 * ({@code mvn -pl model-checking -am verify -Daudit.demonstrations=all}, or a regular expression for their names); some are
 * audited with every build.
 */
class AuditTest {
    private static final Path CHANGES = Path.of("src/test/resources/next700/audit/changes");
    private static final Set<String> WITH_EVERY_BUILD = Set.of(
            "commit-from-2f+1",
            "chain-successor-sets-of-f",
            "backup-k-of-each-replica",
            "pbft-prepared-with-2f",
            "proof-quorums-of-f+2",
            "proof-lemma-says-nothing",
            "sound-helper-refactored",
            "drift-code-commits-late");

    /** What is tried is bounded, and time is not, so that a busy machine judges as a quiet one. */
    private static final AuditOptions BRIEF =
            AuditOptions.DEFAULT.within(TlcLimits.NO_HURRY).trying(2_500, 240, 500);

    private static final AuditOptions PATIENT =
            AuditOptions.DEFAULT.within(TlcLimits.NO_HURRY).trying(6_000, 240, 2_000);

    static List<Demonstration> some() throws IOException {
        return Demonstration.allIn(CHANGES).stream()
                .filter(change -> WITH_EVERY_BUILD.contains(change.name()))
                .toList();
    }

    static List<Demonstration> others() throws IOException {
        String wanted = System.getProperty("audit.demonstrations", "");
        return Demonstration.allIn(CHANGES).stream()
                .filter(change -> wanted.equals("all")
                        ? !WITH_EVERY_BUILD.contains(change.name())
                        : change.name().matches(wanted))
                .toList();
    }

    @Tag("campaign")
    @ParameterizedTest(name = "{0}")
    @MethodSource("some")
    void aChangeIsJudgedAndItsLemmaNamed(Demonstration change) throws IOException {
        isJudged(change, BRIEF);
    }

    @Tag("campaign")
    @EnabledIfSystemProperty(named = "audit.demonstrations", matches = ".+")
    @ParameterizedTest(name = "{0}")
    @MethodSource("others")
    void soAreTheOthers(Demonstration change) throws IOException {
        isJudged(change, PATIENT);
    }

    private static void isJudged(Demonstration change, AuditOptions options) throws IOException {
        AuditResult result = new Rehearsal(options).audit(change);

        assertThat(result.verdict().toString())
                .as("%s: %s %s", change.idea(), result.summary(), result.evidence())
                .isEqualTo(change.head().get("verdict"));
        Optional.ofNullable(change.head().get("lemma"))
                .ifPresent(lemmas -> assertThat(result.lemma().map(Lemma::id))
                        .as(change.idea())
                        .hasValueSatisfying(lemma ->
                                assertThat(Arrays.asList(lemmas.split(" \\| "))).contains(lemma)));
    }

    @Test
    void thereAreTwelveUnsoundChangesAndFourSoundOnesAndAllCanBeMade() throws IOException {
        List<Demonstration> all = Demonstration.allIn(CHANGES);
        Revision base = new Revisions(Rehearsal.ROOT).workingTree();

        assertThat(all)
                .allSatisfy(change ->
                        assertThat(change.applyTo(base).differencesFrom(base)).isNotEmpty());
        assertThat(all.stream().filter(change -> change.head().get("verdict").equals("broken")))
                .hasSizeGreaterThanOrEqualTo(12);
        assertThat(all.stream().filter(change -> change.head().get("verdict").equals("holds")))
                .hasSizeGreaterThanOrEqualTo(4);
        assertThat(WITH_EVERY_BUILD)
                .isSubsetOf(all.stream().map(Demonstration::name).toList());
    }

    @Test
    void anUnchangedTreeHoldsWithoutAnythingBeingRun() {
        Revision sources = new Revisions(Rehearsal.ROOT).workingTree();

        List<AuditResult> results =
                new Audit(any -> Optional.empty(), AuditOptions.DEFAULT, said -> {}).run(sources, sources, Set.of());

        assertThat(results).hasSizeGreaterThanOrEqualTo(6).allSatisfy(result -> {
            assertThat(result.verdict()).isEqualTo(AuditResult.Verdict.HOLDS);
            assertThat(result.evidence()).isEmpty();
        });
    }

    @Test
    void theContractAndTheSimulatorAreEveryProtocolsConcern() {
        Revision sources = new Revisions(Rehearsal.ROOT).workingTree();
        List<String> everybodys = List.of(
                "impl/src/main/java/next700/process/Digest.java",
                "property-tests/src/main/java/next700/trial/Run.java",
                "property-tests/src/main/java/next700/simulation/Arena.java");

        assertThat(sources.files()).containsKeys(everybodys.toArray(String[]::new));
        for (ProofMap map : MapReader.all(sources)) {
            assertThat(everybodys)
                    .as(map.protocol())
                    .allMatch(path -> Audit.mayConcern(map, Layout.OURS, Set.of(path)))
                    .noneMatch(path ->
                            Audit.mayConcern(map, Layout.OURS, Set.of(path.replace("next700/", "next700/elsewhere/"))));
        }
    }

    @Test
    void aChangedCommentHoldsWithoutAnythingBeingTried() throws IOException {
        Revision sources = new Revisions(Rehearsal.ROOT).workingTree();
        String path = "impl/src/main/java/next700/protocol/abstraction/LocalHistory.java";
        Map<String, String> files = new TreeMap<>(sources.files());
        files.merge(path, "// The end.\n", String::concat);

        AuditResult result = new Rehearsal(AuditOptions.DEFAULT).audit(new Revision("commented", files), "quorum");

        assertThat(result.verdict()).isEqualTo(AuditResult.Verdict.HOLDS);
        assertThat(result.impact().changes()).isEmpty();
        assertThat(result.evidence())
                .allSatisfy(found -> assertThat(found.status()).isEqualTo(Evidence.Status.SKIPPED));
    }
}
