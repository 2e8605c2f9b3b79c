package next700.model;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Runs TLC in a JVM of its own, within limits, and in a directory of its own that is gone afterwards. The JVM dies with
 * this one.
 *
 * <p>TLC is the one on the class path, unless the system property {@value #TLA2TOOLS} points to another {@code
 * tla2tools.jar}.
 */
public final class Tlc {
    /** Points to the TLC to use. */
    public static final String TLA2TOOLS = "next700.tla2tools";

    /** What fell, as TLC's server tells it. */
    private static final String NAMELESS =
            "an invariant or action property (without --distributed TLC says which, and how)";

    private static final int MIN_WORKER_MEBIBYTES = 256;

    private final Specifications specifications;
    private final TlcLimits limits;
    private final Consumer<Counts> onProgress;
    private final Map<String, String> properties = new LinkedHashMap<>();
    private final List<Path> classPath = new ArrayList<>();
    private CompletionStage<?> end = new CompletableFuture<>();
    private Optional<Distribution> distribution = Optional.empty();

    public Tlc(Specifications specifications, TlcLimits limits, Consumer<Counts> onProgress) {
        this.specifications = specifications;
        this.limits = limits;
        this.onProgress = onProgress;
    }

    /** Gives the child JVM a system property. */
    public Tlc withProperty(String name, String value) {
        properties.put(name, value);
        return this;
    }

    /** Puts a directory or jar on the child JVM's class path, where TLC finds operators written in Java. */
    public Tlc withClassPath(Path entry) {
        classPath.add(entry);
        return this;
    }

    /** Has a server and workers do it. They say less; see {@link Distribution}. */
    public Tlc distributed(Distribution over) {
        distribution = Optional.of(over);
        return this;
    }

    /** Ends the child JVM when that is done: its verdict is unknown then, unless it has one. */
    public Tlc until(CompletionStage<?> done) {
        end = done;
        return this;
    }

    /** Checks a model, and has TLC tell what it reaches. */
    public ModelResult check(Model model) {
        Reaching.Prepared prepared = Reaching.prepare(model, specifications);
        return check(prepared.specifications(), prepared.module(), prepared.cfg());
    }

    /** Checks the module of a model with other settings. */
    public ModelResult check(Model model, Settings settings) {
        return check(
                specifications.modulesOf(model.folders()),
                model.module(),
                settings.toCfg().getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Checks a module.
     *
     * @param module the name of the module
     * @param configuration the content of its cfg file
     */
    public ModelResult check(String module, byte[] configuration) {
        return check(specifications, module, configuration);
    }

    private ModelResult check(Specifications modules, String module, byte[] configuration) {
        try {
            Path directory = Files.createTempDirectory("next700-tlc-");
            try {
                modules.writeModulesTo(directory);
                byte[] checked = distribution.isPresent() ? Distribution.withoutCounting(configuration) : configuration;
                Files.write(directory.resolve("Model.cfg"), checked);
                if (distribution.isEmpty()) {
                    return run(directory, command(module));
                }
                List<String> java = jvm(Math.max(MIN_WORKER_MEBIBYTES, limits.heapMebibytes() / 2));
                WorkerProcesses workers = WorkerProcesses.start(distribution.get(), java, directory);
                Thread atShutdown = new Thread(workers::end, "end TLC's workers");
                Runtime.getRuntime().addShutdownHook(atShutdown);
                try {
                    return run(directory, serverCommand(module, checked));
                } finally {
                    workers.end();
                    removeHook(atShutdown);
                }
            } finally {
                delete(directory);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("TLC could not be run", e);
        }
    }

    private ModelResult run(Path directory, List<String> command) throws IOException {
        long start = System.nanoTime();
        Process child = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
        Thread atShutdown = new Thread(child::destroyForcibly, "kill TLC");
        Runtime.getRuntime().addShutdownHook(atShutdown);
        AtomicBoolean timedOut = new AtomicBoolean();
        AtomicBoolean ended = new AtomicBoolean();
        end.thenRun(() -> {
            ended.set(true);
            child.destroyForcibly();
        });
        Thread watch = Thread.ofPlatform().daemon().name("watch TLC").start(() -> killAfterTimeout(child, timedOut));
        try {
            TlcOutput output = read(child, () -> ended.get() || timedOut.get());
            int exit = waitFor(child);
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            return result(output, timedOut.get(), exit, took);
        } finally {
            child.destroyForcibly();
            watch.interrupt();
            removeHook(atShutdown);
        }
    }

    private static void removeHook(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // This JVM is shutting down: the hook is needed.
        }
    }

    private void killAfterTimeout(Process child, AtomicBoolean timedOut) {
        try {
            if (!child.waitFor(limits.timeout().toMillis(), TimeUnit.MILLISECONDS)) {
                timedOut.set(true);
                child.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static int waitFor(Process child) {
        try {
            return child.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return -1;
        }
    }

    private TlcOutput read(Process child, BooleanSupplier isKilled) throws IOException {
        TlcOutput output = new TlcOutput(onProgress);
        TlcMessageReader messages = new TlcMessageReader();
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                messages.line(line).ifPresent(output::add);
            }
        } catch (IOException e) {
            if (child.isAlive() && !isKilled.getAsBoolean()) {
                throw e;
            }
            // The stream of a killed child may end in an exception: what it said before counts.
        }
        return output;
    }

    private ModelResult result(TlcOutput output, boolean timedOut, int exit, Duration took) {
        if (distribution.isPresent() && output.counterexample().length() > 0) {
            return new ModelResult.Violated(NAMELESS, output.counterexample(), output.counts(), took);
        } else if (output.violated().isPresent()) {
            return new ModelResult.Violated(output.violated().get(), output.counterexample(), output.counts(), took);
        } else if (output.isDeadlock()) {
            return new ModelResult.Violated(Model.NO_DEADLOCK, output.counterexample(), output.counts(), took);
        } else if (timedOut) {
            return new ModelResult.Unknown(ModelResult.Reason.TIMEOUT, output.counts(), took);
        } else if (output.isOutOfMemory()) {
            return new ModelResult.Unknown(ModelResult.Reason.OUT_OF_MEMORY, output.counts(), took);
        } else if (output.isComplete() && exit == 0) {
            return new ModelResult.Holds(output.counts(), took, output.printed());
        } else if (isKilled(output, exit)) {
            return new ModelResult.Unknown(ModelResult.Reason.KILLED, output.counts(), took);
        } else {
            return output.broken();
        }
    }

    /** A process that a signal ended exits with this and the number of the signal. */
    private static final int SIGNALLED = 128;

    /** TLC's own exit codes for specifications that it could not parse or evaluate are above 128 too. */
    private static boolean isKilled(TlcOutput output, int exit) {
        return exit > SIGNALLED && !output.hasErrors();
    }

    private List<String> command(String module) {
        List<String> command = jvm(limits.heapMebibytes());
        command.addAll(List.of("tlc2.TLC", "-tool", "-fp", "0"));
        command.addAll(List.of("-workers", Integer.toString(limits.workers())));
        command.addAll(List.of("-metadir", "states", "-config", "Model.cfg", module));
        return command;
    }

    /** The server does not read of the cfg whether a deadlock is an error. */
    private List<String> serverCommand(String module, byte[] configuration) {
        List<String> command = jvm(limits.heapMebibytes());
        command.addAll(List.of(SafetyServer.class.getName(), "-tool", "-fp", "0"));
        if (new String(configuration, StandardCharsets.UTF_8).contains("CHECK_DEADLOCK FALSE")) {
            command.add("-deadlock");
        }
        command.addAll(List.of("-metadir", "states", "-config", "Model.cfg", module));
        return command;
    }

    private List<String> jvm(int heapMebibytes) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx" + heapMebibytes + "m");
        command.add("-XX:+UseParallelGC");
        // Most models take seconds, in which the optimising compiler does not pay: this halves their time.
        command.add("-XX:TieredStopAtLevel=1");
        command.add("-XX:+ExitOnOutOfMemoryError");
        // TLC extracts its standard modules to the temporary directory.
        command.add("-Djava.io.tmpdir=.");
        properties.forEach((name, value) -> command.add("-D" + name + "=" + value));
        distribution.ifPresent(over -> command.addAll(over.properties()));
        command.add("-cp");
        Stream<Path> own = distribution.stream().map(over -> location(SafetyServer.class));
        command.add(Stream.of(Stream.of(jar()), own, classPath.stream())
                .flatMap(entries -> entries)
                .map(Path::toString)
                .reduce((a, b) -> a + java.io.File.pathSeparator + b)
                .orElseThrow());
        return command;
    }

    private static Path jar() {
        String chosen = System.getProperty(TLA2TOOLS);
        if (chosen != null) {
            return Path.of(chosen).toAbsolutePath();
        }
        return location(tlc2.TLC.class);
    }

    /** The directory or jar that a class was loaded from. */
    private static Path location(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(type + " was loaded from nowhere", e);
        }
    }

    static void delete(Path directory) throws IOException {
        try (Stream<Path> paths = Files.walk(directory)) {
            for (Path path : (Iterable<Path>) paths.sorted(Comparator.reverseOrder())::iterator) {
                Files.deleteIfExists(path);
            }
        }
    }
}
