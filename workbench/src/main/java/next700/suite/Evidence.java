package next700.suite;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import next700.audit.MapEvidence;
import next700.evidence.Home;
import next700.evidence.MutantChecks;
import next700.evidence.NetworkRuns;
import next700.evidence.StepTraceChecks;
import next700.model.Model;
import next700.model.ModelRun;
import next700.model.Models;
import next700.model.TlcLimits;
import next700.model.trace.StepTraces;
import next700.model.trace.TraceEvidence;
import next700.trial.Subject;
import next700.trial.mutation.Mutant;
import next700.trial.mutation.Mutants;
import next700.trial.mutation.MutationCampaign;
import next700.workpiece.Workpiece;
import org.junit.jupiter.api.DynamicTest;

/** A kind of evidence, as tests. */
public interface Evidence {
    /** The tests of a suite's workpiece; where there is nothing to look at, one that fails and says what to write. */
    Stream<DynamicTest> tests(ProtocolSuite suite);

    /** Schedules and faults, drawn and shrunk: a test for each property, and for each goal that must be reached. */
    static Evidence adversary() {
        return suite -> suite.workpiece().subjects().isEmpty()
                ? absent("an adversary tries it", "its workpiece gives no subjects()")
                : suite.workpiece().subjects().stream().flatMap(subject -> new Adversary(suite, subject).tests());
    }

    /** The models of its specification, run by TLC: a test for each. */
    static Evidence models() {
        return suite -> {
            Models source = suite.workpiece().specification().source();
            List<Model> models = suite.workpiece().specification().models();
            Stream<DynamicTest> missing = suite.workpiece().specification().missing().stream()
                    .flatMap(why -> absent("its specification has models", why));
            return Stream.concat(
                    missing,
                    models.stream()
                            .filter(model -> model.size() == Model.Size.QUICK)
                            .map(model -> DynamicTest.dynamicTest(model.name() + ": " + model.claim(), () -> {
                                ModelRun run = source.run(
                                        model, TlcLimits.DEFAULT.withTimeout(TlcLimits.NO_HURRY), counts -> {});
                                Outcome.failIf(run.differences().stream()
                                        .map(difference -> model.name() + " " + difference)
                                        .toList());
                            })));
        };
    }

    /** Every guard and threshold removed: a test for each, that the adversary notices. */
    static Evidence mutants() {
        return suite -> {
            Optional<Subject> subject = suite.workpiece().subjects().stream().findFirst();
            List<Mutant> mutants = subject.map(Mutants::toBeFound).orElse(List.of());
            return mutants.isEmpty()
                    ? absent("every guard is missed when it is gone", MutantChecks.ABSENT)
                    : mutants.stream()
                            .map(mutant -> DynamicTest.dynamicTest(
                                    mutant.name() + " is missed when it is gone", () -> hunt(mutant, subject.get())));
        };
    }

    private static void hunt(Mutant mutant, Subject subject) {
        if (!MutationCampaign.hunt(mutant, subject, Runtime.getRuntime().availableProcessors())
                .isFound()) {
            throw new AssertionError(mutant.description() + ", and nothing falls: the guard is not needed, or the"
                    + " adversary does not try what it guards against");
        }
    }

    /** Runs of the simulator, replayed by TLC on the specification, and altered ones, which it must refuse. */
    static Evidence traces() {
        return suite -> {
            Workpiece workpiece = suite.workpiece();
            Optional<StepTraces> traces = workpiece.stepTraces();
            String claim = "what it does is a behaviour of its specification";
            if (traces.isEmpty()) {
                return absent(claim, StepTraceChecks.WHAT_TO_WRITE);
            }
            Once<TraceEvidence> evidence = new Once<>(() -> traces.get()
                    .evidence(
                            traces.get()
                                    .tracesOfSimulator(
                                            workpiece.subject(Workpiece.USUAL_F).stream()
                                                    .toList(),
                                            suite.seed(),
                                            StepTraces.USUAL),
                            TlcLimits.NO_HURRY,
                            workpiece.specification().source().specifications()));
            return Stream.of(
                    DynamicTest.dynamicTest(
                            claim,
                            () -> evidence.get().refused().ifPresent(refused -> {
                                throw new AssertionError(Outcome.told(refused));
                            })),
                    DynamicTest.dynamicTest(
                            "its specification refuses runs that did not happen",
                            () -> Outcome.failIf(evidence.get().open().stream().toList())));
        };
    }

    /**
     * Runs on real processes of this machine, of which some are killed or lie: a test for each, and one that its specification
     * follows them. Its files stay with the pages.
     *
     * @param each how long the load of a run lasts
     */
    static Evidence network(Duration each) {
        return suite -> suite.workpiece()
                .network(Workpiece.USUAL_F)
                .map(network -> new Network(
                                suite,
                                new NetworkRuns(suite.workpiece(), Workpiece.USUAL_F, network, each, suite.seed()))
                        .tests())
                .orElseGet(() -> absent("it runs on a network", "its workpiece gives no network(f)"));
    }

    /** The map of its proof, held against code, specification and campaign. */
    static Evidence proofMap() {
        return suite -> Stream.of(DynamicTest.dynamicTest(
                "its proof map leaves nothing out",
                () -> Outcome.failIf(MapEvidence.of(suite.workpiece(), Home.projectOf(suite.workpiece()))
                        .open())));
    }

    /** One test, which fails. */
    private static Stream<DynamicTest> absent(String claim, String whatToWrite) {
        return Stream.of(
                DynamicTest.dynamicTest(claim, () -> Outcome.failIf(List.of("it is not known: " + whatToWrite))));
    }
}
