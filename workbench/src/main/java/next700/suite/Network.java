package next700.suite;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import next700.cluster.Onlooker;
import next700.cluster.Recording;
import next700.evidence.NetworkChecks;
import next700.evidence.NetworkRuns;
import next700.model.TlcLimits;
import next700.model.trace.StepTrace;
import next700.model.trace.StepTraces;
import next700.model.trace.TraceVerdict;
import next700.network.Scenario;
import next700.report.Section;
import next700.report.Verdict;
import org.junit.jupiter.api.DynamicTest;

/** Runs on real processes, at which a test looks each, and one whether the specification follows them. */
final class Network {
    private final ProtocolSuite suite;
    private final NetworkRuns runs;
    private final Map<Scenario, Once<Recording>> recordings = new LinkedHashMap<>();

    Network(ProtocolSuite suite, NetworkRuns runs) {
        this.suite = suite;
        this.runs = runs;
        Path directory = suite.pages()
                .resolve(suite.workpiece().name() + "-network-"
                        + ProcessHandle.current().pid());
        runs.scenarios().forEach(scenario -> recordings.put(scenario, new Once<>(() -> record(scenario, directory))));
    }

    Stream<DynamicTest> tests() {
        Stream<DynamicTest> served = recordings.keySet().stream()
                .map(scenario -> DynamicTest.dynamicTest(
                        "its clients are served rightly on a network, " + scenario.name(), () -> isServed(scenario)));
        Stream<DynamicTest> followed = suite.workpiece().stepTraces().stream()
                .map(traces -> DynamicTest.dynamicTest(
                        "what it does on a network is a behaviour of its specification", () -> isFollowed(traces)));
        return Stream.concat(served, followed);
    }

    private Recording record(Scenario scenario, Path directory) {
        try {
            return runs.run(scenario, directory, Onlooker.NOBODY);
        } catch (Exception e) {
            throw new AssertionError("the run could not be made, see " + directory + ": " + e.getMessage(), e);
        }
    }

    private void isServed(Scenario scenario) {
        Outcome.failIf(NetworkChecks.of(recordings.get(scenario).get()).stream()
                .filter(section -> section.getVerdict() != Verdict.HOLDS)
                .map(Network::told)
                .toList());
    }

    private static String told(Section section) {
        return section.getTitle() + " is " + section.getVerdict().word() + ": " + section.getSummary() + "\n"
                + section.story();
    }

    private void isFollowed(StepTraces traces) {
        List<Recording> all = new ArrayList<>();
        recordings.values().forEach(each -> all.add(each.get()));
        List<StepTrace> recorded = runs.traces(all, traces);
        if (recorded.isEmpty()) {
            throw new AssertionError("no process told of a step: let processes say out.took(...) where they take one");
        }
        for (TraceVerdict verdict : traces.validate(
                recorded,
                TlcLimits.NO_HURRY,
                suite.workpiece().specification().source().specifications())) {
            switch (verdict) {
                case TraceVerdict.Rejected refused -> throw new AssertionError(Outcome.told(refused));
                case TraceVerdict.Unknown unknown -> throw new AssertionError(unknown.reason());
                case TraceVerdict.Accepted accepted -> {}
            }
        }
    }
}
