package next700.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import next700.model.trace.TraceModule;
import next700.process.Step;
import next700.workpiece.Workpieces;
import org.junit.jupiter.api.Test;

/** A step has one name everywhere: it is an action of a specification, and a method of the implementation. */
class StepsTest {
    /** An action is named like a step of the paper: a letter and a number. */
    private static final Pattern ACTION = Pattern.compile("^([A-Z]+\\d)(?:\\([^)]*\\))? ==", Pattern.MULTILINE);

    /** LCR's steps have no names in the thesis: the head of its specification lists the actions, and their lines. */
    private static final Pattern OF_LCR = Pattern.compile("^\\(\\*   (\\w+) +Figure 2\\.", Pattern.MULTILINE);

    /** PBFT's have the names of its messages: a comment says so before the action. */
    private static final Pattern OF_PBFT = Pattern.compile("^\\(\\* Step (PBFT\\.\\w+)", Pattern.MULTILINE);

    private static final String LCR = "LCR.";
    private static final String PBFT = "PBFT.";
    private static final String CHECKPOINTS = "LCS.";

    /** The instances of Abstract, which have steps of their own and those of panicking. */
    private static final List<String> INSTANCES = List.of("quorum/Quorum.tla", "zlight/ZLight.tla", "chain/Chain.tla");

    private static final Set<String> PANICKING = Set.of("P1", "P2", "P3");

    /** Backup's steps have no names in the thesis; its specification calls them by what they do. */
    private static final Map<String, String> OF_BACKUP =
            Map.of("B1", "Submit", "B2", "Deliver", "B3", "Commit", "B4", "Deliver", "B5", "Abort");

    /** A replica that stops of its own accord is to the others one that a client asked to, and any client may ask. */
    private static final String IDLE = "C.idle";

    /** Protocols with a trace module of their own kind; of others, each step must be an action by the way their runs are replayed. */
    private static final Set<Path> PACKAGES = Stream.concat(
                    Arrays.stream(TraceModule.values())
                            .map(module -> module.name().toLowerCase(Locale.ROOT)),
                    Stream.of("lcr"))
            .flatMap(name -> Workpieces.named(name).orElseThrow().subjects().stream())
            .flatMap(subject -> subject.packages().stream())
            .map(name -> Path.of(name.replace('.', '/')))
            .collect(Collectors.toSet());

    private static boolean isSpecifiedStepByStep(Path file) {
        Path relative = Path.of(file.toString().replaceFirst("^/", ""));
        return PACKAGES.stream().anyMatch(relative::startsWith);
    }

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
            for (Path file : (Iterable<Path>) files.filter(
                    f -> f.toString().endsWith(".class") && isSpecifiedStepByStep(root.relativize(f)))::iterator) {
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

    private static boolean isOfAnInstance(String step) {
        return !step.startsWith(LCR)
                && !step.startsWith(PBFT)
                && !step.startsWith(CHECKPOINTS)
                && !OF_BACKUP.containsKey(step)
                && !step.equals(IDLE);
    }

    @Test
    void theStepsOfBackupAreActionsOfItsSpecification() throws Exception {
        String text = new String(Specifications.packaged().bytes("backup/Backup.tla"), StandardCharsets.UTF_8);

        assertThat(implemented()).containsAll(OF_BACKUP.keySet());
        assertThat(OF_BACKUP.values()).allSatisfy(action -> assertThat(text).containsPattern("(?m)^" + action + "\\("));
    }

    @Test
    void everyStepOfAnInstanceIsAnActionOfItsSpecification() throws Exception {
        Set<String> steps = implemented();
        steps.removeIf(step -> !isOfAnInstance(step));
        Set<String> actions = new TreeSet<>();
        for (String specification : INSTANCES) {
            actions.addAll(specified(specification, ACTION));
        }

        assertThat(steps).isNotEmpty();
        assertThat(actions).containsAll(steps);
    }

    /** A protocol may be specified before it is implemented, but it is not implemented by halves. */
    @Test
    void anInstanceWithOneOfItsStepsHasThemAll() throws Exception {
        Set<String> steps = implemented();
        Set<String> begun = new TreeSet<>();
        for (String specification : INSTANCES) {
            Set<String> actions = specified(specification, ACTION);
            assertThat(actions).as(specification).containsAll(PANICKING);
            if (actions.stream().anyMatch(action -> !PANICKING.contains(action) && steps.contains(action))) {
                begun.add(specification);
                assertThat(steps).as(specification).containsAll(actions);
            }
        }

        assertThat(begun).contains("quorum/Quorum.tla");
    }

    /** The implementation may have more: checkpoints and fetching are not specified. */
    @Test
    void pbftWithOneOfTheSpecifiedStepsHasThemAll() throws Exception {
        Set<String> steps = implemented();
        Set<String> actions = specified("pbft/PBFT.tla", OF_PBFT);

        assertThat(actions).hasSize(5);
        if (steps.stream().anyMatch(actions::contains)) {
            assertThat(steps).containsAll(actions);
        }
    }

    /** The checkpoint subprotocol is LCS.1 to LCS.3 in the thesis, and LCS1 to LCS3 where a name takes no dot. */
    @Test
    void checkpointsWithOneOfTheirStepsHaveThemAll() throws Exception {
        Set<String> steps = implemented();
        Set<String> actions = specified("checkpoints/Checkpoints.tla", ACTION).stream()
                .map(action -> action.replace("LCS", CHECKPOINTS))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(actions).containsExactly("LCS.1", "LCS.2", "LCS.3");
        if (steps.stream().anyMatch(step -> step.startsWith(CHECKPOINTS))) {
            assertThat(steps.stream().filter(step -> step.startsWith(CHECKPOINTS)))
                    .containsExactlyInAnyOrderElementsOf(actions);
        }
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
