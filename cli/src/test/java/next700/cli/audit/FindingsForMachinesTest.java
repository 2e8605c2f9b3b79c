package next700.cli.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import next700.audit.AuditResult;
import next700.audit.Change;
import next700.audit.Impact;
import next700.audit.Refutation;
import next700.audit.map.MapReader;
import next700.audit.map.ProofMap;
import next700.audit.source.Revisions;
import next700.report.Verdict;
import org.junit.jupiter.api.Test;

/** What pipelines are told of an audit. */
class FindingsForMachinesTest {
    private static final ProofMap QUORUM = MapReader.all(new Revisions(Path.of("..")).workingTree()).stream()
            .filter(map -> map.protocol().equals("quorum"))
            .findFirst()
            .orElseThrow();

    private static final Change GUILTY = change("Unanimity.isFromEveryone()", "unanimity/Unanimity.java", 80, "n");
    private static final Change INNOCENT = change("Timing.resendMillis()", "Timing.java", 12, "timers");

    private static final AuditResult BROKEN = new AuditResult(
            "quorum",
            new Impact(
                    QUORUM,
                    List.of(GUILTY, INNOCENT),
                    Set.of("n", "timers"),
                    Set.of("C.CommitsAreLocalPrefixes", "A.3 Progress"),
                    Set.of("C.CommitsAreLocalPrefixes", "A.6 Abort Order", "A.3 Progress")),
            AuditResult.Verdict.BROKEN,
            "A.6 Abort Order falls",
            List.of(),
            List.of(new Refutation(
                    "the adversary",
                    List.of("A.6 Abort Order"),
                    "c1 commits, 100% sure;\nc2 aborts without it.",
                    "The schedule",
                    "...",
                    "./next700 fuzz quorum --replay=1",
                    List.of("A.6 Abort Order", "C.CommitsAreLocalPrefixes"))),
            List.of(),
            1);

    private static Change change(String name, String file, int line, String item) {
        return new Change(
                Change.Side.CODE,
                Change.How.CHANGED,
                name,
                "impl/src/main/java/next700/protocol/" + file,
                line,
                Set.of(item),
                Set.of(),
                Set.of(),
                Change.Reach.ITEMS);
    }

    @Test
    void sarifHasALemmaForARuleAndPointsAtWhatItLeansOn() throws Exception {
        JsonNode run = new ObjectMapper().readTree(Sarif.of(List.of(BROKEN))).at("/runs/0");

        assertThat(run.at("/tool/driver/rules/0/id").asText()).isEqualTo("quorum/C.CommitsAreLocalPrefixes");
        assertThat(run.at("/results/0/level").asText()).isEqualTo("error");
        assertThat(run.at("/results/0/message/text").asText()).contains("c2 aborts without it");
        assertThat(run.at("/results/0/locations")).hasSize(1);
        assertThat(run.at("/results/0/locations/0/physicalLocation/region/startLine")
                        .asInt())
                .isEqualTo(80);
    }

    @Test
    void whatHoldsIsNoFinding() throws Exception {
        AuditResult holds = new AuditResult(
                "quorum", BROKEN.impact(), AuditResult.Verdict.HOLDS, "", List.of(), List.of(), List.of(), 1);

        assertThat(new ObjectMapper().readTree(Sarif.of(List.of(holds))).at("/runs/0/results"))
                .isEmpty();
        assertThat(Annotations.of(List.of(holds))).isEmpty();
    }

    @Test
    void anAnnotationIsOneLineAtTheDeclaration() {
        assertThat(Annotations.of(List.of(BROKEN)))
                .singleElement()
                .satisfies(line -> assertThat(line)
                        .startsWith("::error file=impl/src/main/java/next700/protocol/unanimity/Unanimity.java,line=80,"
                                + "title=quorum%3A broken::")
                        .contains("100%25 sure;%0Ac2 aborts")
                        .doesNotContain("\n"));
    }

    @Test
    void whatHasNoPlaceIsSaidAllTheSame() {
        AuditResult nowhere = new AuditResult(
                "quorum",
                new Impact(QUORUM, List.of(), Set.of(), Set.of(), Set.of()),
                AuditResult.Verdict.UNKNOWN,
                "not all was decided",
                List.of(),
                List.of(),
                List.of(),
                1);

        assertThat(Annotations.of(List.of(nowhere)))
                .containsExactly("::warning title=quorum%3A unknown::unknown: not all was decided.");
    }

    @Test
    void sarifOfAnAuditWithoutABaseClaimsNoSuccess() throws Exception {
        JsonNode run = new ObjectMapper().readTree(Sarif.ofNothing("no base")).at("/runs/0");

        assertThat(run.has("results")).isFalse();
        assertThat(run.at("/invocations/0/executionSuccessful").asBoolean(true)).isFalse();
        assertThat(run.at("/invocations/0/toolExecutionNotifications/0/message/text")
                        .asText())
                .isEqualTo("no base");
    }

    @Test
    void theReportTellsTheLemmaItsArgumentAndTheWayFromWhatFell() {
        var section = AuditSections.verdict(BROKEN);

        assertThat(section.getVerdict()).isEqualTo(Verdict.VIOLATED);
        assertThat(section.getSummary()).startsWith("broken: A.6 Abort Order falls");
        assertThat(String.join("\n", section.getProse()))
                .contains("The lemma that gives way: C.CommitsAreLocalPrefixes")
                .contains(QUORUM.lemma("C.CommitsAreLocalPrefixes").since())
                .contains("It leans on threshold n, which was changed")
                .contains("C.CommitsAreLocalPrefixes ← A.6 Abort Order");
    }
}
