package next700.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import next700.audit.map.MapReader;
import next700.audit.map.Problem;
import next700.audit.map.ProofMap;
import next700.audit.source.JavaReader;
import next700.audit.source.Revision;
import next700.audit.source.Revisions;
import next700.audit.source.TlaReader;
import org.junit.jupiter.api.Test;

/** Evidence that a change made weaker cannot say so itself: the verdict is unknown, with what is missing. */
class InputsTest {
    private static final Revision SOURCES = new Revisions(Rehearsal.ROOT).workingTree();
    /** They remember what they have read: most is the same in all revisions here. */
    private static final TlaReader TLA = new TlaReader();

    private static final JavaReader JAVA = new JavaReader();
    private static final Audit AUDIT = new Audit(SubjectTestBed::named, AuditOptions.DEFAULT, said -> {});

    private static final String SWITCHING = "specs/Switching.proof";

    private static Revision with(String path, String before, String after) {
        String text = SOURCES.files().get(path);
        assertThat(text).as(path).contains(before);
        Map<String, String> files = new TreeMap<>(SOURCES.files());
        files.put(path, text.replace(before, after));
        return new Revision("altered", files);
    }

    private static Revision without(String path) {
        Map<String, String> files = new TreeMap<>(SOURCES.files());
        files.remove(path);
        return new Revision("without", files);
    }

    private static Protocol protocol(String name, Revision revision) {
        ProofMap map = MapReader.all(revision).stream()
                .filter(each -> each.protocol().equals(name))
                .findFirst()
                .orElseThrow();
        return new Protocol(map, revision, TLA, JAVA);
    }

    private static void isUnknown(Revision head, String name, String because) {
        List<Evidence> differences = new Inputs(
                        protocol(name, SOURCES),
                        protocol(name, head),
                        SubjectTestBed.named(name).orElseThrow(),
                        head.changesFrom(SOURCES))
                .differences();

        assertThat(differences)
                .filteredOn(found -> found.status() == Evidence.Status.UNDECIDED)
                .extracting(found -> found.name() + " " + found.outcome())
                .anySatisfy(outcome -> assertThat(outcome).contains(because));
    }

    @Test
    void theVerdictSaysWhatIsMissing() {
        AuditResult result = AUDIT.run(
                        SOURCES,
                        with(SWITCHING, "and step <execute> asks whether it has been taken", "and that is all"),
                        Set.of("quorum"))
                .getFirst();

        assertThat(result.verdict()).isEqualTo(AuditResult.Verdict.UNKNOWN);
        assertThat(result.summary()).contains("lemma P2.Stops", "reads otherwise under SINCE");
    }

    @Test
    void aLemmaThatNoLongerNamesWhatItLeansOn() {
        isUnknown(
                with(SWITCHING, "USES   P2, <execute>, P2.stops, P2.one-abort", "USES   P2, <execute>, P2.one-abort"),
                "quorum",
                "lemma P2.Stops does not name P2.stops under USES");
    }

    @Test
    void anArgumentThatReadsOtherwise() {
        isUnknown(
                with(
                        SWITCHING,
                        "Step P2 signs the local history once, and step",
                        "The moon is made of cheese, and step"),
                "zlight",
                "lemma P2.Stops reads otherwise under SINCE");
    }

    @Test
    void aCountingArgumentThatNoLemmaCitesAnyMore() {
        isUnknown(
                with(SWITCHING, "  CLAIM  count.onePerPosition\n", "  CLAIM  count.oneCorrect\n"),
                "quorum",
                "does not name count.onePerPosition under CLAIM");
    }

    @Test
    void aModelWithNarrowerBounds() {
        isUnknown(
                with(
                        "specs/pbft/models.json",
                        "\"Byzantine\": \"{1}\"},\n      \"holds\": {\n        \"states\": 5603",
                        "\"Byzantine\": \"{1}\", \"Views\": 1},\n      \"holds\": {\n        \"states\": 12"),
                "pbft",
                "Views 1, where it was 2");
    }

    @Test
    void aModelThatIsGone() {
        isUnknown(
                with("specs/synod/models.json", "\"TwoNumbers\"", "\"TwoNumerals\""),
                "synod",
                "model TwoNumbers is not there any more");
    }

    @Test
    void aFormulaThatStatesSomethingElse() {
        isUnknown(
                with("specs/synod/Synod.tla", "OneValueEach ==", "OneValueEach == TRUE \\/"),
                "synod",
                "states something else than before");
    }

    @Test
    void aTraceSpecificationThatMayRefuseLess() {
        isUnknown(
                with("specs/pbft/PBFTTrace.tla", "IsTheOne(e) ==", "IsTheOne(e) == TRUE \\/"),
                "pbft",
                "PBFTTrace.tla was changed, and no model is made of it");
    }

    @Test
    void codeThatAnAssumptionIsAbout() {
        isUnknown(
                with(
                        "impl/src/main/java/next700/crypto/RealAuthentication.java",
                        "public final class RealAuthentication",
                        "final class RealAuthentication"),
                "quorum",
                "is taken for granted by models and simulator");
    }

    @Test
    void aServiceThatIsNotDeterministic() {
        isUnknown(
                with("impl/src/main/java/next700/service/Counter.java", "public", ""),
                "pbft",
                "determinism \"Replies and states follow from what was executed.\"");
    }

    @Test
    void anAdversaryThatMayFindLess() {
        String path = "property-tests/src/main/java/next700/trial/liar/package-info.java";
        Revision head = with(path, "package", "@Deprecated package");

        assertThat(Inputs.ofSimulator(SOURCES, head, head.changesFrom(SOURCES)))
                .hasValueSatisfying(found -> assertThat(found.status()).isEqualTo(Evidence.Status.UNDECIDED));
        assertThat(Inputs.ofSimulator(without(path), SOURCES, SOURCES.changesFrom(without(path))))
                .as("a new file can only find more")
                .isEmpty();
    }

    @Test
    void specificationsAndPackagesWithoutAMap() {
        assertThat(AUDIT.unmapped(SOURCES, with("specs/checkpoints/Checkpoints.tla", "VARIABLES", "VARIABLE")))
                .containsExactly("specs/checkpoints/Checkpoints.tla");
        assertThat(AUDIT.unmapped(SOURCES, with("impl/src/main/java/next700/recording/StepLog.java", "public", "")))
                .containsExactly("next700.recording");
        assertThat(AUDIT.unmapped(SOURCES, with("specs/quorum/Quorum.tla", "CommitQuorum ==", "CommitQuorum == 1 +")))
                .isEmpty();
    }

    @Test
    void whatJudgesIsNotJudged() {
        assertThat(Audit.judges(
                        SOURCES,
                        with(
                                "model-checking/src/main/java/next700/proof/AbstractCounting.java",
                                "public final class",
                                "final class")))
                .containsExactly("next700.proof");
    }

    @Test
    void commentsAndLayoutOfEvidenceAreNoDifference() {
        for (Map.Entry<String, String> alike : Map.of(
                        SWITCHING,
                        "# A remark.\n",
                        "specs/quorum/models.json",
                        "\n",
                        "impl/src/main/java/next700/crypto/Cmac.java",
                        "// The end.\n")
                .entrySet()) {
            Map<String, String> files = new TreeMap<>(SOURCES.files());
            files.merge(alike.getKey(), alike.getValue(), String::concat);
            List<AuditResult> results = AUDIT.run(SOURCES, new Revision("alike", files), Set.of());

            assertThat(results).hasSizeGreaterThanOrEqualTo(9).allSatisfy(result -> {
                assertThat(result.verdict()).isEqualTo(AuditResult.Verdict.HOLDS);
                assertThat(result.evidence()).isEmpty();
            });
        }
    }

    @Test
    void aGuardThatNobodyAsks() {
        Revision head = with(
                "impl/src/main/java/next700/protocol/quorum/QuorumReplica.java",
                "if (local.isFresh(request)) {",
                "if (local != null) {");

        assertThat(AUDIT.checkMap(head, "quorum").orElseThrow())
                .extracting(Problem::toString)
                .anySatisfy(problem -> assertThat(problem).contains("nobody asks guard Q2.fresh"));
    }
}
