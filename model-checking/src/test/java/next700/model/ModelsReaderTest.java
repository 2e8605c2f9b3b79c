package next700.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A models file says what TLC is to run; whatever is wrong with it is told with its place. */
class ModelsReaderTest {
    @TempDir
    private Path folder;

    @BeforeEach
    void writeModules() throws IOException {
        Files.writeString(folder.resolve("Clock.tla"), "---- MODULE Clock ----\n====\n");
        Files.writeString(folder.resolve("Broken.tla"), "---- MODULE Broken ----\nEXTENDS Clock\n====\n");
    }

    private List<Model> read(String text) throws IOException {
        Files.writeString(folder.resolve("models.json"), text.replace('\'', '"'));
        return Models.at(folder).all();
    }

    private Model model(String name, String text) throws IOException {
        return read(text).stream()
                .filter(model -> model.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static final String CLOCK = """
            {
              'shared': {
                'bounds': {'module': 'Clock', 'constants': {'N': 3, 'Step': '<- Small'}, 'specification': 'Spec',
                           'invariants': ['TypeOK', 'Inv'], 'checkDeadlock': false}
              },
              'models': {
                'Small': {'like': 'bounds', 'holds': {'states': 10, 'reaches': ['Noon']}},
                %s
              }
            }
            """;

    @Test
    void aModelIsLikeAnotherButForWhatItSays() throws IOException {
        Model large = model(
                "Large",
                CLOCK.formatted(
                        "'Large': {'like': 'Small', 'constants': {'N': '{a, b}'}, 'invariants': ['Inv'], 'size': 'deep', 'holds': true}"));

        assertThat(large.module()).isEqualTo("Clock");
        assertThat(large.size()).isEqualTo(Model.Size.DEEP);
        assertThat(large.states()).isEmpty();
        assertThat(large.reaches()).isEmpty();
        assertThat(large.settings().toCfg()).isEqualTo("""
                CONSTANTS
                  N = {a, b}
                  Step <- Small
                SPECIFICATION
                  Spec
                INVARIANTS
                  Inv
                CHECK_DEADLOCK FALSE
                """);
    }

    @Test
    void aModelThatMustFailIsCheckedWithNothingBrokenToo() throws IOException {
        List<Model> models = read(CLOCK.formatted("""
                'Fails': {'like': 'bounds', 'module': 'Broken', 'constants': {'N': 4}, 'breaks': {'Guard': '<- None', 'Step': null},
                          'violates': {'property': 'Inv', 'states': 5}, 'unbroken': {'states': 20, 'size': 'smoke'}}"""));

        Model fails = models.get(1);
        assertThat(fails.settings().constants()).isEqualTo(Map.of("N", "4", "Guard", "<- None"));
        assertThat(fails.length()).contains(5);
        Model control = models.get(2);
        assertThat(control.name()).isEqualTo("Fails.unbroken");
        assertThat(control.kind()).isEqualTo(Model.Kind.HOLDS);
        assertThat(control.settings().constants()).isEqualTo(Map.of("N", "4", "Step", "<- Small"));
        assertThat(control.states()).contains(20L);
        assertThat(control.control()).contains("Fails");
    }

    @Test
    void aModelThatHoldsInTheSameBoundsIsTheControl() throws IOException {
        assertThat(
                        read(
                                CLOCK.formatted(
                                        "'Fails': {'like': 'bounds', 'module': 'Broken', 'breaks': {'Guard': '<- None'}, 'violates': 'Inv'}")))
                .extracting(Model::name)
                .containsExactly("Small", "Fails");
    }

    @Test
    void aCfgThatIsThereAlreadyIsTaken() throws IOException {
        Files.writeString(folder.resolve("Clock.cfg"), """
                \\* Three hours.
                CONSTANT N = 3
                         Names = {"a", {1, 2}}  (* nested *)
                         Step <-[Clock] Small
                INIT Init NEXT Next
                INVARIANTS TypeOK Inv
                """);

        Model model = model("Hours", "{'models': {'Hours': {'cfg': 'Clock.cfg', 'module': 'Clock', 'holds': true}}}");

        assertThat(model.settings().constants())
                .isEqualTo(Map.of("N", "3", "Names", "{\"a\", {1, 2}}", "Step", "<-[Clock] Small"));
        assertThat(model.settings().of(Settings.Section.NEXT)).containsExactly("Next");
        assertThat(model.settings().checked()).containsExactly("TypeOK", "Inv");
        assertThat(model.settings().checkDeadlock()).isEqualTo(Optional.empty());
    }

    @Test
    void modulesOfOtherFoldersAreALibrary() throws IOException {
        Path library = Files.createDirectory(folder.resolve("library"));
        Files.writeString(library.resolve("Shared.tla"), "---- MODULE Shared ----\n====\n");

        assertThat(model(
                                "Uses",
                                "{'library': ['library'], 'models': {'Uses': {'module': 'Shared', 'init': 'I', 'next': 'N', 'holds': true}}}")
                        .folders())
                .containsExactly("", "library");
    }

    @Test
    void aFolderWithoutAModelsFileHasNoModels() {
        assertThat(Models.at(folder).all()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'X': {'like': 'bounds'}                                        | 8:10 | either what it \"violates\" or",
                "'X': {'like': 'bound', 'holds': true}                          | 8:19 | neither a model nor shared settings 'bound'",
                "'X': {'like': 'X', 'holds': true}                              | 8:10 | is like itself",
                "'X': {'like': 'bounds', 'module': 'Clok', 'holds': true}       | 8:39 | no module Clok in",
                "'X': {'like': 'bounds', 'holds': {'state': 3}}                 | 8:48 | no field 'state'; there are",
                "'X': {'like': 'bounds', 'violates': 'Envy'}                    | 8:41 | 'Envy' is not checked by this model",
                "'X': {'like': 'bounds', 'violates': 'deadlock'}                | 8:41 | checkDeadlock is false",
                "'X': {'like': 'bounds', 'size': 'huge', 'holds': true}         | 8:37 | size is quick",
                "'X': {'like': 'bounds', 'holds': {'states': 'ten'}}            | 8:49 | must be a number",
                "'X': {'like': 'bounds', 'cfg': 'No.cfg', 'holds': true}        | 8:36 | there is no file",
                "'X': {'module': 'Clock', 'holds': true}                        | 8:10 | neither a specification nor an init",
                "'X': {'like': 'bounds', 'unbroken': {'states': 3}, 'holds': true} | 8:41 | only a model that must fail",
                "'Small': {'like': 'bounds', 'holds': true}                     | 8:12 | is there twice",
                "'X': {'like': 'bounds' 'holds': true}                          | 8:28 | not JSON",
            })
    void aMistakeIsToldWithItsPlace(String entry, String place, String message) {
        assertThatThrownBy(() -> read(CLOCK.formatted(entry)))
                .isInstanceOf(MalformedModelsException.class)
                .hasMessageStartingWith(folder.resolve("models.json") + ":" + place + ": ")
                .hasMessageContaining(message);
    }

    @Test
    void aMistakeInACfgIsToldWithItsPlace() throws IOException {
        Files.writeString(folder.resolve("Clock.cfg"), "CONSTANT\n  N 3\n");

        assertThatThrownBy(() -> read("{'models': {'X': {'cfg': 'Clock.cfg', 'module': 'Clock', 'holds': true}}}"))
                .hasMessageStartingWith(folder.resolve("Clock.cfg") + ":2:5: = or <- was expected after N, not '3'");
    }
}
