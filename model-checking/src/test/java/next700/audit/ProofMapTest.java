package next700.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import next700.audit.map.Lemma;
import next700.audit.map.MalformedMapException;
import next700.audit.map.MapReader;
import next700.audit.map.Problem;
import next700.audit.map.ProofMap;
import next700.audit.source.Revision;
import next700.audit.source.Revisions;
import org.junit.jupiter.api.Test;

/** Proof maps leave nothing out, and what is wrong in one is named with its file and line. */
class ProofMapTest {
    private static final Revision SOURCES = new Revisions(Rehearsal.ROOT).workingTree();

    /** It remembers what it has read: most is the same in all revisions here. */
    private static final Audit AUDIT = new Audit(SubjectTestBed::named, AuditOptions.DEFAULT, said -> {});

    private static final String SWITCHING = "specs/Switching.proof";

    private static List<String> problems(Revision revision) {
        return AUDIT.checkMaps(revision).stream().map(Problem::toString).toList();
    }

    private static Revision with(String path, String before, String after) {
        String text = SOURCES.files().get(path);
        assertThat(text).contains(before);
        Map<String, String> files = new TreeMap<>(SOURCES.files());
        files.put(path, text.replace(before, after));
        return new Revision("altered", files);
    }

    /** The line on which something stands, with the path as errors name it. */
    private static String place(Revision revision, String path, String line) {
        return path + ":" + (revision.files().get(path).lines().toList().indexOf(line) + 1);
    }

    @Test
    void theMapsAreComplete() {
        assertThat(problems(SOURCES)).isEmpty();
    }

    @Test
    void everyPropertyOfAbstractComesDownToStepsThresholdsAndAssumptions() {
        ProofMap quorum = MapReader.all(SOURCES).stream()
                .filter(map -> map.protocol().equals("quorum"))
                .findFirst()
                .orElseThrow();

        assertThat(quorum.wayDown(
                        "A.6 Abort Order", lemma -> quorum.lemma(lemma).uses().contains("n")))
                .containsExactly("A.6 Abort Order", "C.CommitsSurviveExtraction", "C.CommitsAreLocalPrefixes");
    }

    @Test
    void theReadmeCountsByWhatLemmasAreSupported() throws IOException {
        List<String> rows = MapReader.all(SOURCES).stream()
                .map(map -> "| " + map.protocol() + " | " + map.lemmas().size() + " | "
                        + Arrays.stream(Lemma.Support.values())
                                .map(support -> map.lemmas().values().stream()
                                        .filter(lemma -> lemma.support() == support)
                                        .count())
                                .map(String::valueOf)
                                .collect(Collectors.joining(" | "))
                        + " |")
                .toList();

        assertThat(Files.readAllLines(Rehearsal.ROOT.resolve("README.md"))).containsAll(rows);
    }

    @Test
    void aProofThatGoesInACircleIsFound() {
        Revision circular =
                with(SWITCHING, "  INVARIANT C.Lemma1\n", "  INVARIANT C.Lemma1\n  LEMMAS C.CommonInitPrefix\n");

        assertThat(problems(circular))
                .anySatisfy(problem -> assertThat(problem)
                        .startsWith(place(circular, SWITCHING, "LEMMA C.Lemma1"))
                        .contains("circle", "C.Lemma1 needs C.CommonInitPrefix needs", "needs C.Lemma1"));
    }

    @Test
    void aLemmaThatIsNotThereIsNamedWithTheLineThatNamesIt() {
        Revision dangling = with(SWITCHING, "LEMMAS C.CommitsSurviveExtraction", "LEMMAS C.CommitsSurvive");

        assertThat(problems(dangling))
                .contains(place(dangling, SWITCHING, "PROPERTY A.6 Abort Order")
                        + ": A.6 Abort Order names C.CommitsSurvive, but there is no such lemma");
    }

    @Test
    void aGuardOfTheCodeThatNoMapKnowsIsNamedWhereItStands() {
        String path = "impl/src/main/java/next700/protocol/panicking/PanickingReplica.java";
        Revision extended =
                with(path, "    /** An ABORT speaks for", """
                    @next700.process.Guard("P2.new")
                    boolean isNew() {
                        return true;
                    }

                    /** An ABORT speaks for""".indent(4).stripTrailing());

        assertThat(problems(extended))
                .anySatisfy(problem -> assertThat(problem)
                        .startsWith(path + ":")
                        .contains("no guard P2.new in specs/quorum/Quorum.proof"));
    }

    @Test
    void anActionThatNothingInTheProofLeansOnIsNamedWhereItStands() {
        String path = "specs/lcr/LCR.tla";
        Revision extended = with(path, "Idle(p) ==", "Nap(p) == UNCHANGED vars\n\nIdle(p) ==");

        assertThat(problems(extended))
                .anySatisfy(problem -> assertThat(problem)
                        .startsWith(place(extended, path, "Nap(p) == UNCHANGED vars"))
                        .contains("leans on Nap"));
    }

    @Test
    void anInvariantThatNoLemmaHasIsNamed() {
        Revision forgetful = with(SWITCHING, "INVARIANT P2.Stops, P2.Abort", "INVARIANT P2.Stops");

        assertThat(problems(forgetful))
                .anySatisfy(problem -> assertThat(problem).contains("no lemma has the INVARIANT P2.Abort"));
    }

    @Test
    void aProtocolAddsItsOwnReasonsToASharedLemma() {
        ProofMap chain = MapReader.all(SOURCES).stream()
                .filter(map -> map.protocol().equals("chain"))
                .findFirst()
                .orElseThrow();

        assertThat(chain.lemma("C.ExecutedOnlyIfInvoked").uses()).contains("C1", "C3.authentic", "C2.authentic");
        assertThat(chain.lemma("C.ExecutedOnlyIfInvoked").lemmas()).containsExactly("C.Lemma2");
    }

    @Test
    void whatIsNotThereCannotBeAddedTo() {
        assertThatThrownBy(
                        () -> MapReader.all(with("specs/chain/Chain.proof", "EXTEND P2.Stops\n", "EXTEND P2.Stop\n")))
                .isInstanceOf(MalformedMapException.class)
                .hasMessageContaining("specs/chain/Chain.proof:")
                .hasMessageContaining("there is no P2.Stop before this");
        assertThatThrownBy(() -> MapReader.all(
                        with("specs/chain/Chain.proof", "EXTEND P2.Stops\n", "EXTEND P2.Stops\n  SAYS  It does.\n")))
                .isInstanceOf(MalformedMapException.class)
                .hasMessageContaining("SAYS cannot be added to");
    }

    @Test
    void whatACompositionIsBuiltOnIsAuditedWithIt() {
        assertThat(Audit.withThoseBelow(SOURCES, List.of("zlight", "backup")))
                .containsExactly("zlight", "backup", "pbft");
    }

    @Test
    void whatAMapIsBuiltOnHasAMap() {
        assertThat(problems(with("specs/backup/Backup.proof", "  OVER   pbft", "  OVER   raft")))
                .anySatisfy(problem -> assertThat(problem)
                        .startsWith("specs/backup/Backup.proof:")
                        .endsWith("backup is OVER raft, which has no proof map"));
    }

    @Test
    void aWordThatIsNoFieldIsNamedWithItsLine() {
        assertThatThrownBy(
                        () -> MapReader.all(with(SWITCHING, "ASSUMPTION faults\n  SAYS", "ASSUMPTION faults\n  SAY")))
                .isInstanceOf(MalformedMapException.class)
                .hasMessageContaining(SWITCHING + ":")
                .hasMessageContaining("'SAY' is no field");
    }

    @Test
    void aRoleThatNobodyPlaysIsNamed() {
        assertThatThrownBy(() -> MapReader.all(with("specs/quorum/Quorum.proof", ", commit = Q3", "")))
                .isInstanceOf(MalformedMapException.class)
                .hasMessageContaining("nobody plays the role in '<commit>");
    }
}
