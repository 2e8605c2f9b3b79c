package next700.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import next700.workpiece.Workpiece;
import next700.workpiece.Workpieces;
import org.junit.jupiter.api.Test;

/** One more protocol edits no shared file: what is shared knows protocols by the registry alone. */
class RegistryTest {
    private static final JavaClasses PROJECT = new ClassFileImporter(
                    Collections.singleton(new ImportOption.DoNotIncludeTests()))
            .importPackages("next700");

    private static final String PROTOCOL = "next700.protocol.";

    /** A protocol's own rooms, and where it is registered. */
    private static final List<String> OWN =
            List.of(PROTOCOL, "next700.simulation", "next700.registration", "next700.benchmarks");

    /** Keys are not a protocol. */
    private static final Set<String> SHARED = Set.of(PROTOCOL + "authentication", PROTOCOL + "acceptors");

    /**
     * Packages that know protocols all the same, and why. Each is a debt, or the face of one protocol that is more than a
     * protocol on trial; nothing may be added that is not one of these two.
     */
    private static final Map<String, String> EXCEPTIONS = Map.ofEntries(
            Map.entry("next700.broadcast", "LCR as a library over TCP: its zero-copy forwarding is its own"),
            Map.entry("next700.cli.lcr", "a member of LCR's ring to type into"),
            Map.entry("next700.evidence.abstraction", "clients of Abstract are told of histories and aborts, too"),
            Map.entry("next700.cli.verify", "debt: the traces of Abstract's clusters and of the ring"),
            Map.entry("next700.costs", "Table 3.2 of the thesis is about its protocols"),
            Map.entry("next700.model.trace", "debt: traces of Abstract and LCR, older than those of any workpiece"),
            Map.entry("next700.proof", "debt: the counting arguments of Abstract and PBFT"),
            Map.entry("next700.recording", "debt: recorded steps and histories of Abstract"),
            Map.entry("next700.wire", "debt: the sizes and forms of Abstract's messages"));

    private static boolean isOwn(String packageName) {
        return OWN.stream().anyMatch(packageName::startsWith);
    }

    private static boolean isOfAProtocol(String packageName) {
        return (packageName.startsWith(PROTOCOL) && !SHARED.contains(packageName))
                || packageName.startsWith("next700.simulation")
                || packageName.startsWith("next700.registration");
    }

    @Test
    void nothingSharedDependsOnAProtocolButWhatIsListedWithAReason() {
        Set<String> knowing = new TreeSet<>();
        for (JavaClass type : PROJECT) {
            if (!isOwn(type.getPackageName()) && !EXCEPTIONS.containsKey(type.getPackageName())) {
                type.getDirectDependenciesFromSelf().stream()
                        .map(Dependency::getTargetClass)
                        .filter(target -> isOfAProtocol(target.getPackageName()))
                        .forEach(target -> knowing.add(type.getName() + " knows " + target.getName()));
            }
        }

        assertThat(knowing).isEmpty();
    }

    /** A debt that is paid is no debt. */
    @Test
    void everythingThatIsListedKnowsAProtocol() {
        assertThat(EXCEPTIONS.keySet())
                .allSatisfy(name -> assertThat(PROJECT.stream()
                                .filter(type -> type.getPackageName().equals(name))
                                .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                                .map(dependency -> dependency.getTargetClass().getPackageName()))
                        .as(name)
                        .anyMatch(RegistryTest::isOfAProtocol));
    }

    /** Tests see everything: this one would be worth nothing if it saw no class. */
    @Test
    void theRuleSeesTheProtocols() {
        assertThat(PROJECT.stream().map(JavaClass::getPackageName).filter(RegistryTest::isOfAProtocol))
                .contains(PROTOCOL + "quorum", PROTOCOL + "lcr", PROTOCOL + "pbft");
    }

    @Test
    void theWorkbenchOfAnyProtocolKnowsNone() {
        assertThat(EXCEPTIONS.keySet())
                .doesNotContain(
                        "next700.trial",
                        "next700.trial.liar",
                        "next700.trial.mutation",
                        "next700.crypto",
                        "next700.runtime",
                        "next700.model",
                        "next700.workpiece",
                        "next700.network",
                        "next700.audit",
                        "next700.audit.map",
                        "next700.audit.source",
                        "next700.cli",
                        "next700.cli.audit",
                        "next700.cli.cluster",
                        "next700.cli.create",
                        "next700.cli.fuzz",
                        "next700.cli.model",
                        "next700.cli.prove",
                        "next700.evidence",
                        "next700.evidence.history",
                        "next700.report",
                        "next700.suite");
    }

    /** The name of a protocol in a string is a switch by another name. */
    @Test
    void noSharedFileOfCodeNamesAProtocol() throws IOException {
        Set<String> allowed = Set.of("LcrCommand.java", "RingEvidence.java", "Load.java");
        String names = Workpieces.all().stream().map(Workpiece::name).collect(Collectors.joining("|", "\"(", ")\""));
        Pattern literal = Pattern.compile(names);
        Set<String> naming = new TreeSet<>();
        for (String module : List.of("impl", "property-tests", "model-checking", "workbench", "cli")) {
            Path root = Path.of("..", module, "src/main/java");
            try (Stream<Path> files = Files.walk(root)) {
                for (Path file :
                        (Iterable<Path>) files.filter(path -> path.toString().endsWith(".java"))::iterator) {
                    String packageName =
                            root.relativize(file.getParent()).toString().replace('/', '.');
                    if (!isOwn(packageName)
                            && !allowed.contains(file.getFileName().toString())) {
                        literal.matcher(Files.readString(file))
                                .results()
                                .map(MatchResult::group)
                                .forEach(name -> naming.add(file.getFileName() + " names " + name));
                    }
                }
            }
        }

        assertThat(naming).isEmpty();
    }

    @Test
    void roomsAreFreeOfCircles() {
        SlicesRuleDefinition.slices()
                .matching("next700.(*)..")
                .should()
                .beFreeOfCycles()
                .check(PROJECT);
    }
}
