package next700.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import next700.protocol.Step;
import org.junit.jupiter.api.Test;

/** A step has one name everywhere: it is an action of a specification, and a method of the implementation. */
class StepsTest {
    /** An action is named like a step of the paper: a letter and a number. */
    private static final Pattern ACTION = Pattern.compile("^([A-Z]+\\d)(?:\\([^)]*\\))? ==", Pattern.MULTILINE);

    /** LCR's steps have no names in the thesis: the head of its specification lists the actions, and their lines. */
    private static final Pattern OF_LCR = Pattern.compile("^\\(\\*   (\\w+) +Figure 2\\.", Pattern.MULTILINE);

    private static final String LCR = "LCR.";

    private static Set<String> implemented() throws Exception {
        Path source = Path.of(
                Step.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        if (Files.isDirectory(source)) {
            return implementedIn(source);
        }
        try (FileSystem jar = FileSystems.newFileSystem(source)) {
            return implementedIn(jar.getPath("/"));
        }
    }

    private static Set<String> implementedIn(Path root) throws Exception {
        Set<String> steps = new TreeSet<>();
        try (Stream<Path> files = Files.walk(root.resolve("next700/protocol"))) {
            for (Path file : (Iterable<Path>) files.filter(f -> f.toString().endsWith(".class"))::iterator) {
                String name = root.relativize(file).toString();
                Class<?> type = Class.forName(
                        name.substring(0, name.length() - ".class".length()).replace('/', '.'));
                Arrays.stream(type.getDeclaredMethods())
                        .flatMap(method -> Stream.ofNullable(method.getAnnotation(Step.class)))
                        .map(Step::value)
                        .forEach(steps::add);
            }
        }
        return steps;
    }

    private static Set<String> specified(String path, Pattern action) throws IOException {
        String text = new String(Specifications.packaged().bytes(path), StandardCharsets.UTF_8);
        return action.matcher(text).results().map(m -> m.group(1)).collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void theStepsOfTheImplementationAreTheActionsOfTheSpecification() throws Exception {
        Set<String> steps = implemented();
        steps.removeIf(step -> step.startsWith(LCR));

        assertThat(steps).isNotEmpty().isEqualTo(specified("quorum/Quorum.tla", ACTION));
    }

    /** The implementation has steps of its own besides: agreeing on views is not in the figures. */
    @Test
    void theFiguresOfLcrAreStepsOfTheImplementationAndActionsOfTheSpecification() throws Exception {
        Set<String> steps = implemented();
        Set<String> actions = specified("lcr/LCR.tla", OF_LCR);

        assertThat(actions).hasSize(9);
        assertThat(steps).containsAll(actions.stream().map(LCR::concat).toList());
    }
}
