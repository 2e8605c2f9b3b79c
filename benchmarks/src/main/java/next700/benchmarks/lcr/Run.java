package next700.benchmarks.lcr;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Starts groups with {@code lcr/run}, and gathers what they print. */
final class Run {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int ATTEMPTS = 2;

    /** Which group, on which network. */
    record Setting(Protocol protocol, int members, boolean isLoopback) {
        @Override
        public String toString() {
            return protocol + ", n = " + members + (isLoopback ? ", loopback" : "");
        }
    }

    /** There is no such network here. */
    static final class SkippedException extends IOException {
        private static final long serialVersionUID = 1;

        SkippedException(String reason) {
            super(reason);
        }
    }

    private final Path script;
    private final Path results;
    private final double seconds;
    private final List<Result> all = new ArrayList<>();
    private final List<String> failures = new ArrayList<>();

    Run(Path script, Path results, double seconds) {
        this.script = script;
        this.results = results;
        this.seconds = seconds;
    }

    /** What has failed, twice. */
    List<String> failures() {
        return failures;
    }

    List<Result> all() {
        return all;
    }

    /** Takes a group through phases. A group that fails is tried again once; then its results are missing, and that is told. */
    List<Result> measure(Setting setting, List<Phase> phases) throws IOException, InterruptedException {
        for (int attempt = 1; ; attempt++) {
            try {
                List<Result> measured = tryToMeasure(setting, phases);
                all.addAll(measured);
                return measured;
            } catch (SkippedException e) {
                throw e;
            } catch (IOException e) {
                System.err.println(setting + ": " + e.getMessage());
                if (attempt == ATTEMPTS) {
                    failures.add(setting + ": " + e.getMessage());
                    return List.of();
                }
            }
        }
    }

    private List<Result> tryToMeasure(Setting setting, List<Phase> phases) throws IOException, InterruptedException {
        String plan = phases.stream().map(Phase::toString).collect(Collectors.joining(","));
        System.err.println(setting + ": " + plan);
        List<String> command = new ArrayList<>(List.of(
                script.toString(),
                "--protocol",
                setting.protocol().toString(),
                "--n",
                Integer.toString(setting.members()),
                "--plan",
                plan,
                "--seconds",
                Double.toString(seconds)));
        if (setting.isLoopback()) {
            command.add("--loopback");
        }
        Path errors = Files.createTempFile("lcr", ".err");
        Process process =
                new ProcessBuilder(command).redirectError(errors.toFile()).start();
        process.getOutputStream().close();
        List<String> lines = process.inputReader().lines().toList();
        int status = process.waitFor();
        String complaint = Files.readString(errors).strip();
        Files.delete(errors);
        if (status != 0) {
            throw new IOException("it ended with " + status + ": " + complaint);
        }
        if (lines.isEmpty()) {
            throw new SkippedException(complaint);
        }
        Files.write(results, lines, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        Sample[] samples = new Sample[lines.size()];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = JSON.readValue(lines.get(i), Sample.class);
        }
        List<Result> measured = new ArrayList<>();
        for (int i = 0; i < phases.size(); i++) {
            int number = i;
            measured.add(new Result(
                    setting,
                    phases.get(i),
                    Arrays.stream(samples)
                            .filter(sample -> sample.phase() == number)
                            .toList()));
        }
        return measured;
    }
}
