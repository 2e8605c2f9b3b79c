package next700.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import next700.report.HistoryView.Bar;
import next700.report.SpaceTimeDiagram.Arrow;
import next700.report.SpaceTimeDiagram.Event;
import next700.report.SpaceTimeDiagram.Lane;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("browser")
class ReportTest {
    private static Section section(Verdict verdict) {
        return new Section("Model", "claim").settle(verdict, "12 states", 1.25);
    }

    private static Report report(Section... sections) {
        return new Report("quorum", "Does it hold?", List.of("2 cores"), List.of(sections));
    }

    @Test
    void aViolationOutweighsADoubtAndADoubtOutweighsSuccess() {
        assertThat(report(section(Verdict.HOLDS), section(Verdict.HOLDS)).verdict())
                .isEqualTo(Verdict.HOLDS);
        assertThat(report(section(Verdict.HOLDS), section(Verdict.UNKNOWN)).verdict())
                .isEqualTo(Verdict.UNKNOWN);
        assertThat(report(section(Verdict.UNKNOWN), section(Verdict.VIOLATED)).verdict())
                .isEqualTo(Verdict.VIOLATED);
    }

    @Test
    void aReportWithoutEvidenceIsNotASuccess() {
        assertThat(report().verdict()).isEqualTo(Verdict.UNKNOWN);
    }

    @Test
    void thePageShowsTheEvidenceAndNeedsNothingElse() {
        String page = report(section(Verdict.HOLDS).table("t", List.of("a"), List.of(List.of("cell"))))
                .toHtml();
        assertThat(page)
                .contains("12 states", "<td>cell</td>", "1.3", "badge HOLDS")
                .doesNotContain("src=\"http", "href=\"http", "@import");
    }

    @Test
    void aClaimIsCalledOneAlsoUnderARedHeading() {
        assertThat(report(section(Verdict.VIOLATED)).toHtml()).contains("<b>Claim:</b> claim");
        assertThat(report(new Section("Cluster", "")).toHtml()).doesNotContain("Claim:");
    }

    @Test
    void whatComesFromAHistoryCannotBecomeMarkup() {
        String page = report(section(Verdict.HOLDS).say("<img src=x onerror=alert(1)>"))
                .toHtml();
        assertThat(page).doesNotContain("<img").contains("&lt;img");

        Bar hostile = new Bar("<c1>", "", 0, 1, 0, 1, 0, HistoryView.Kind.OK, false, "</script><b>");
        String view = new HistoryView(List.of(hostile), List.of(), List.of(), Map.of(), -1).toHtml();
        assertThat(view).doesNotContain("<c1>").doesNotContain("<b>");
    }

    @Test
    void theTwinForMachinesCarriesTheVerdict() {
        assertThat(report(section(Verdict.VIOLATED)).toJson())
                .contains("\"verdict\" : \"violated\"", "\"summary\" : \"12 states\"");
    }

    @Test
    void aSpaceTimeDiagramMarksByzantineProcessesAndLostMessages() {
        String svg = new SpaceTimeDiagram(
                        List.of(new Lane("c1", false), new Lane("r1", true)),
                        List.of(new Event("c1", 5, "Q1", "invokes c1:1", false)),
                        List.of(
                                new Arrow("c1", 5, "r1", 9, "REQ", SpaceTimeDiagram.Kind.LOST),
                                new Arrow("r1", 9, "c1", 12, "RESP", SpaceTimeDiagram.Kind.BYZANTINE)))
                .toSvg();
        assertThat(svg).contains("lane byzantine", "message byzantine", "message lost", "Q1");
    }

    @Test
    void aChartNamesItsCurvesOneBelowTheOther() {
        String svg = Chart.of("throughput", "processes", "broadcasts per round")
                .curve("one", List.of(new Chart.Point(2, 2), new Chart.Point(3, 1.5)))
                .limit("bound", List.of(new Chart.Point(2, 2), new Chart.Point(3, 1.5)))
                .toSvg();

        assertThat(svg).contains("one: 1.50 at 3", ">one</text>", ">bound</text>");
        List<String> heights = java.util.regex.Pattern.compile("<text class=\"label\" x=\"[0-9.]+\" y=\"([0-9.]+)\"")
                .matcher(svg)
                .results()
                .map(match -> match.group(1))
                .toList();
        assertThat(heights).hasSize(2).doesNotHaveDuplicates();
    }
}
