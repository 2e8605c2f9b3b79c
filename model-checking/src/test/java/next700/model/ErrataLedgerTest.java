package next700.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** docs/errata.md says what the models files say. Run with {@code -Dnext700.rewrite=true}, the test writes it instead. */
class ErrataLedgerTest {
    private static final Path PAGE = Path.of("../docs/errata.md");
    private static final Models MODELS = Models.packaged();

    @Test
    void theLedgerIsThatOfTheModels() throws IOException {
        String ledger = ErrataLedger.of(MODELS);
        if (Boolean.getBoolean("next700.rewrite")) {
            Files.writeString(PAGE, ledger);
        }

        assertThat(Files.readString(PAGE)).isEqualTo(ledger);
    }

    @Test
    void anErratumIsShownByAModelThatMustFailAndNamesOthersThatDo() {
        List<Model> errata = MODELS.all().stream()
                .filter(model -> model.erratum().isPresent())
                .toList();

        assertThat(errata).isNotEmpty().allSatisfy(model -> {
            assertThat(model.kind()).isEqualTo(Model.Kind.MUST_FAIL);
            assertThat(errata.stream()
                            .filter(other -> other.protocol().equals(model.protocol()))
                            .map(Model::name))
                    .containsAll(model.erratum().orElseThrow().after());
        });
    }
}
