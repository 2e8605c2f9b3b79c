package next700.registration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import next700.trial.mutation.MutationCampaign;
import next700.workpiece.Exhibit;
import next700.workpiece.Workpiece;
import next700.workpiece.Workpieces;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Famous mistakes, made again. */
@Tag("campaign")
class ExhibitsTest {
    static final List<Exhibit> EXHIBITS = Workpieces.all().stream()
            .map(Workpiece::exhibits)
            .flatMap(List::stream)
            .toList();

    @ParameterizedTest
    @FieldSource("EXHIBITS")
    void theAdversaryFindsTheMistakeByWhatItIsSaidToBreak(Exhibit exhibit) {
        MutationCampaign.Verdict found = MutationCampaign.hunt(
                exhibit.broken().get(), exhibit.hunt(), Runtime.getRuntime().availableProcessors(), false);

        assertThat(found.isFound()).as(found.toString()).isTrue();
        assertThat(exhibit.falls()).contains(found.firstProperty());
    }

    @Test
    void aReplicaThatDoesNotNoteWhatItSaysNoticesThatItself() {
        Exhibit exhibit = EXHIBITS.stream()
                .filter(each -> each.name().equals("vote-before-durable"))
                .findFirst()
                .orElseThrow();

        MutationCampaign.Verdict found = MutationCampaign.hunt(exhibit.broken().get(), exhibit.hunt(), 2, false);

        assertThat(found.explanation()).contains("what a replica says is noted for its next life");
    }

    @Test
    void everyExhibitTellsItsWholeStoryUnderANameOfItsOwn() {
        assertThat(EXHIBITS).extracting(Exhibit::name).doesNotHaveDuplicates();
        assertThat(EXHIBITS)
                .allSatisfy(exhibit -> assertThat(
                                Stream.of(exhibit.title(), exhibit.source(), exhibit.mistake(), exhibit.lesson()))
                        .noneMatch(String::isBlank));
    }
}
