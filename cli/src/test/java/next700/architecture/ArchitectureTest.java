package next700.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import next700.architecture.impure.ImpureReplica;
import org.junit.jupiter.api.Test;

/** The arrows between the modules, and the purity of the protocols. */
class ArchitectureTest {
    private static final String[] PURE = {
        "next700.process..", "next700.quorums..", "next700.protocol..", "next700.service.."
    };

    private static final JavaClasses PROJECT = new ClassFileImporter(
                    Collections.singleton(new ImportOption.DoNotIncludeTests()))
            .importPackages("next700");

    private static final ArchRule ARROWS = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("impl")
            .definedBy(
                    "next700.process..",
                    "next700.quorums..",
                    "next700.protocol..",
                    "next700.service..",
                    "next700.crypto..",
                    "next700.wire..",
                    "next700.runtime..",
                    "next700.broadcast..",
                    "next700.recording..",
                    "next700.storage..")
            .layer("linearizability")
            .definedBy(
                    "next700.history..",
                    "next700.linearizability..",
                    "next700.assertions..",
                    "next700.transactions..",
                    "next700.abstraction..")
            .layer("property-tests")
            .definedBy("next700.trial..", "next700.simulation..", "next700.rounds..", "next700.costs..")
            .layer("model-checking")
            .definedBy(
                    "next700.model..",
                    "next700.proof..",
                    "next700.induction..",
                    "next700.audit..",
                    "next700.network..",
                    "next700.cluster..",
                    "next700.workpiece..",
                    "next700.registration..")
            .layer("workbench")
            .definedBy("next700.report..", "next700.evidence..", "next700.suite..")
            .layer("cli")
            .definedBy("next700.cli..")
            .whereLayer("impl")
            .mayNotAccessAnyLayer()
            .whereLayer("linearizability")
            .mayNotAccessAnyLayer()
            .whereLayer("property-tests")
            .mayOnlyAccessLayers("impl", "linearizability")
            .whereLayer("model-checking")
            .mayOnlyAccessLayers("impl", "linearizability", "property-tests")
            .whereLayer("workbench")
            .mayOnlyAccessLayers("impl", "linearizability", "property-tests", "model-checking")
            .whereLayer("cli")
            .mayNotBeAccessedByAnyLayer();

    @Test
    void arrowsBetweenModulesPointOneWay() {
        ARROWS.check(PROJECT);
    }

    @Test
    void everyClassBelongsToAModuleOfTheDesign() {
        classes()
                .should()
                .resideInAnyPackage(
                        "next700.process..",
                        "next700.quorums..",
                        "next700.protocol..",
                        "next700.service..",
                        "next700.crypto..",
                        "next700.wire..",
                        "next700.runtime..",
                        "next700.broadcast..",
                        "next700.recording..",
                        "next700.storage..",
                        "next700.history..",
                        "next700.linearizability..",
                        "next700.assertions..",
                        "next700.transactions..",
                        "next700.abstraction..",
                        "next700.trial..",
                        "next700.simulation..",
                        "next700.rounds..",
                        "next700.costs..",
                        "next700.model..",
                        "next700.proof..",
                        "next700.induction..",
                        "next700.audit..",
                        "next700.network..",
                        "next700.cluster..",
                        "next700.workpiece..",
                        "next700.registration..",
                        "next700.report..",
                        "next700.evidence..",
                        "next700.suite..",
                        "next700.cli..")
                .check(PROJECT);
    }

    /** Whoever checks histories with the library alone has jackson-core; for assertions, AssertJ and JUnit. */
    @Test
    void theCheckersNeedJacksonCoreAndNothingElse() {
        String[] checkers = {
            "next700.history..", "next700.linearizability..", "next700.transactions..", "next700.abstraction.."
        };
        classes()
                .that()
                .resideInAnyPackage(checkers)
                .should()
                .onlyDependOnClassesThat(
                        resideInAnyPackage(checkers).or(resideInAnyPackage("java..", "com.fasterxml.jackson.core..")))
                .check(PROJECT);
        classes()
                .that()
                .resideInAPackage("next700.assertions..")
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(checkers)
                        .or(resideInAnyPackage(
                                "java..", "next700.assertions..", "org.assertj.core..", "org.junit.jupiter.api..")))
                .check(PROJECT);
    }

    @Test
    void theContractOfProcessesKnowsNothingElseOfOurs() {
        noClasses()
                .that()
                .resideInAPackage("next700.process..")
                .should()
                .dependOnClassesThat(resideInAnyPackage("next700..").and(not(resideInAnyPackage("next700.process.."))))
                .check(PROJECT);
    }

    @Test
    void theHostOfTrialsKnowsNoProtocol() {
        noClasses()
                .that()
                .resideInAPackage("next700.trial..")
                .should()
                .dependOnClassesThat(resideInAnyPackage("next700.protocol..", "next700.simulation..")
                        .and(not(resideInAnyPackage("next700.protocol.authentication.."))))
                .check(PROJECT);
    }

    @Test
    void onlyTheRegistrationMakesOurWorkpieces() {
        noClasses()
                .that()
                .resideOutsideOfPackage("next700.registration..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("next700.registration..")
                .check(PROJECT);
    }

    @Test
    void protocolsAndServicesAreDeterministic() {
        dependsOnPureCodeOnly(PURE).check(PROJECT);
        takesNothingFromTheWorld(PURE).check(PROJECT);
    }

    @Test
    void aClockAThreadOrAHashTableInAProtocolIsFound() {
        JavaClasses impure = new ClassFileImporter().importClasses(ImpureReplica.class);
        String here = ImpureReplica.class.getPackageName();

        assertThat(dependsOnPureCodeOnly(here)
                        .evaluate(impure)
                        .getFailureReport()
                        .toString())
                .contains("java.util.concurrent", "java.nio.file", HashMap.class.getName());
        assertThat(takesNothingFromTheWorld(here)
                        .evaluate(impure)
                        .getFailureReport()
                        .toString())
                .contains("nanoTime", "getenv", "Thread", "Map.of");
    }

    private static ArchRule dependsOnPureCodeOnly(String... packages) {
        return noClasses()
                .that()
                .resideInAnyPackage(packages)
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                                "java.io..",
                                "java.net..",
                                "java.nio.file..",
                                "java.nio.channels..",
                                "java.time..",
                                "java.util.concurrent..",
                                "java.util.random..",
                                "java.lang.ref..",
                                "javax..",
                                "io.netty..",
                                "org.slf4j..",
                                "next700.crypto..",
                                "next700.wire..",
                                "next700.runtime..",
                                "next700.broadcast..",
                                "next700.recording..",
                                "next700.storage..")
                        .and(not(equivalentTo(java.io.IOException.class)))
                        .and(not(equivalentTo(java.io.Serializable.class))))
                .orShould()
                .dependOnClassesThat()
                .belongToAnyOf(
                        Random.class,
                        UUID.class,
                        HashMap.class,
                        HashSet.class,
                        IdentityHashMap.class,
                        java.util.Timer.class,
                        java.util.Date.class,
                        java.security.SecureRandom.class);
    }

    private static ArchRule takesNothingFromTheWorld(String... packages) {
        return noClasses()
                .that()
                .resideInAnyPackage(packages)
                .should()
                .callMethodWhere(
                        new DescribedPredicate<>(
                                "the result depends on more than the arguments (clock, environment, threads, hash"
                                        + " order)") {
                            @Override
                            public boolean test(JavaMethodCall call) {
                                var owner = call.getTargetOwner();
                                String method = call.getTarget().getName();
                                boolean world = owner.isEquivalentTo(System.class)
                                        && !Set.of("arraycopy").contains(method);
                                boolean thread =
                                        owner.isEquivalentTo(Thread.class) || owner.isEquivalentTo(Runtime.class);
                                boolean random = owner.isEquivalentTo(Math.class) && method.equals("random");
                                boolean hashOrder = (owner.isEquivalentTo(Set.class) || owner.isEquivalentTo(Map.class))
                                        && Set.of("of", "copyOf", "ofEntries").contains(method);
                                boolean parallel = method.equals("parallel") || method.equals("parallelStream");
                                return world || thread || random || hashOrder || parallel;
                            }
                        });
    }

    @Test
    void digestsAreTheOnlyCryptographyInProtocols() {
        noClasses()
                .that()
                .resideInAnyPackage(PURE)
                .should()
                .dependOnClassesThat(resideInAnyPackage("java.security..")
                        .and(not(belongToAnyOf(MessageDigest.class, NoSuchAlgorithmException.class))))
                .check(PROJECT);
    }
}
