package next700.audit;

import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import next700.trial.Campaign;
import next700.trial.FuzzOptions;
import next700.trial.Subject;
import next700.trial.SubjectMaker;
import next700.trial.mutation.AnotherWorld;
import org.jacoco.core.analysis.Analyzer;
import org.jacoco.core.analysis.CoverageBuilder;
import org.jacoco.core.analysis.ICounter;
import org.jacoco.core.analysis.ISourceFileCoverage;
import org.jacoco.core.data.ExecutionDataStore;
import org.jacoco.core.data.SessionInfoStore;
import org.jacoco.core.instr.Instrumenter;
import org.jacoco.core.runtime.LoggerRuntime;
import org.jacoco.core.runtime.RuntimeData;

/** A world in which the classes of some source files note which of their lines are run. */
public final class WatchedWorld {
    private final Set<String> watched;
    private final Map<String, byte[]> originals = new ConcurrentHashMap<>();
    private final RuntimeData data = new RuntimeData();
    private final LoggerRuntime runtime = new LoggerRuntime();
    private final Instrumenter instrumenter = new Instrumenter(runtime);
    private final AnotherWorld world;

    /**
     * Prepares a world.
     *
     * @param own packages of the protocol, which are loaded anew with this project's
     * @param files source files such as {@code next700/protocol/quorum/QuorumReplica.java}
     */
    WatchedWorld(ClassLoader parent, Collection<String> own, Set<String> files) {
        this.watched =
                files.stream().map(file -> file.replaceAll("\\.java$", "")).collect(Collectors.toSet());
        this.world = new AnotherWorld(parent, own, this::watch);
        try {
            runtime.startup(data);
        } catch (Exception e) {
            throw new IllegalStateException("what is run cannot be watched", e);
        }
    }

    private byte[] watch(String className, byte[] classFile) throws IOException {
        if (!isWatched(className)) {
            return classFile;
        }
        originals.put(className, classFile);
        return instrumenter.instrument(classFile, className);
    }

    /** Has the adversary try a protocol in this world. */
    void explore(Subject subject, long seed, long runs, Duration duration) {
        try {
            world.ask(
                    WatchedWorld.class,
                    "explore",
                    subject.maker().getName(),
                    subject.name(),
                    subject.f(),
                    seed,
                    runs,
                    duration.toString());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the changed code could not be watched", e);
        }
    }

    /** Called by reflection, in the other world, which has subjects of its own. */
    public static void explore(String maker, String name, int f, long seed, long runs, String duration)
            throws ReflectiveOperationException {
        Campaign.runWithoutShrinking(FuzzOptions.of(SubjectMaker.made(maker, name, f), runs)
                .withSeed(seed)
                .withDuration(Duration.parse(duration))
                .withThreads(1));
    }

    /** The lines of the watched files that were never run, by file; of a file that was never loaded all that are asked for. */
    Set<String> notRun(Set<String> places) {
        ExecutionDataStore executed = new ExecutionDataStore();
        data.collect(executed, new SessionInfoStore(), false);
        CoverageBuilder coverage = new CoverageBuilder();
        Analyzer analyzer = new Analyzer(executed, coverage);
        originals.forEach((name, bytes) -> {
            try {
                analyzer.analyzeClass(bytes, name);
            } catch (IOException e) {
                throw new IllegalStateException(name + " cannot be analysed", e);
            }
        });
        Map<String, ISourceFileCoverage> files = new TreeMap<>();
        coverage.getSourceFiles().forEach(file -> files.put(file.getPackageName() + "/" + file.getName(), file));
        Set<String> missing = new TreeSet<>(places);
        missing.removeIf(place -> {
            int colon = place.lastIndexOf(':');
            ISourceFileCoverage file = files.get(place.substring(0, colon));
            int line = Integer.parseInt(place.substring(colon + 1));
            return file != null && file.getLine(line).getStatus() != ICounter.NOT_COVERED;
        });
        return missing;
    }

    /** Of a nested class, the file is that of the outermost one. */
    private boolean isWatched(String className) {
        String path = className.replace('.', '/');
        int nested = path.indexOf('$');
        return watched.contains(nested < 0 ? path : path.substring(0, nested));
    }
}
