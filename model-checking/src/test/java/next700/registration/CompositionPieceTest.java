package next700.registration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import next700.model.Model;
import next700.model.Models;
import next700.model.Specifications;
import next700.workpiece.Specified;
import org.junit.jupiter.api.Test;

/** What is claimed of a composition is claimed of its parts. */
class CompositionPieceTest {
    private static final Models MODELS = Models.packaged();

    private static List<Model> modelsOf(String composition) {
        return new CompositionPiece(composition).specification().models();
    }

    @Test
    void aCompositionHasTheModelsOfItsParts() {
        assertThat(modelsOf("quorum-zlight-backup"))
                .containsAll(modelsOf("quorum"))
                .containsAll(MODELS.ofProtocol("zlight"))
                .containsAll(MODELS.ofProtocol("backup"))
                .containsAll(MODELS.ofProtocol("abstract"))
                .doesNotContainAnyElementsOf(MODELS.ofProtocol("chain"));
    }

    @Test
    void checkpointsAreAPartOfWhoTakesThem() {
        assertThat(modelsOf("quorum")).containsAll(MODELS.ofProtocol("checkpoints"));
        assertThat(new PbftPiece().specification().models()).isEqualTo(MODELS.ofProtocol("pbft"));
    }

    @Test
    void theModelsOfCheckpointsAreNoneOfAProtocolThatHasNoneOfItsOwn() throws IOException {
        Map<String, byte[]> files = new HashMap<>();
        Specifications all = Specifications.packaged();
        for (String path : all.paths()) {
            if (!path.equals("quorum/models.json")) {
                files.put(path, all.bytes(path));
            }
        }
        Specified others = new CompositionPiece("quorum").specifiedBy(Models.in(Specifications.of(files)));

        assertThat(others.missing()).singleElement().asString().contains("no models of quorum");
        assertThat(new CompositionPiece("quorum").specification().missing()).isEmpty();
    }
}
