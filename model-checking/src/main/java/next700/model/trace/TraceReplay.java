package next700.model.trace;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import next700.model.ModelResult;
import next700.model.Specifications;
import next700.model.TlaValue;
import next700.model.Tlc;
import next700.model.TlcLimits;

/**
 * Has TLC follow recorded runs on a trace specification, all in one JVM. The specification prints for each run that it
 * was accepted, or at which step it was rejected, why, and what the state was.
 */
final class TraceReplay {
    private static final int HEAP_MEBIBYTES = 2048;

    /** TLC counts the states of a behaviour with 16 bits. */
    private static final int MAX_STEPS = 65_000;

    private static final int MAX_LINES = 6;

    private static final String NO_VERDICT =
            "the specification can take a step that it has a reason to refuse, or the reverse";

    /** What a run of TLC finds in its file. */
    interface Writable {
        void write(DataOutputStream out) throws IOException;
    }

    /** What came of one run. */
    sealed interface Outcome {
        record Accepted() implements Outcome {}

        /** At the step of this index, from 0. */
        record Rejected(int index, String reason, TlaValue before) implements Outcome {}

        record Unknown(String reason) implements Outcome {}
    }

    private final Duration timeout;
    private final Specifications specifications;

    TraceReplay(Duration timeout, Specifications specifications) {
        this.timeout = timeout;
        this.specifications = specifications;
    }

    /**
     * Follows runs.
     *
     * @param lengths how many steps each has
     * @return the outcomes, in the same order
     */
    List<Outcome> follow(String module, String configuration, List<Integer> lengths, Writable recording) {
        if (lengths.stream().anyMatch(length -> length > MAX_STEPS)) {
            return unknown(lengths.size(), "a run has more than " + MAX_STEPS + " steps");
        }
        return switch (check(module, configuration, recording)) {
            case ModelResult.Holds holds -> outcomes(lengths.size(), holds.printed());
            case ModelResult.Unknown unknown ->
                unknown(lengths.size(), unknown.reason().toString());
            case ModelResult.Broken broken -> unknown(lengths.size(), firstLines(broken.message()));
            case ModelResult.Violated violated -> unknown(lengths.size(), "TLC says: " + violated.property());
        };
    }

    private ModelResult check(String module, String configuration, Writable recording) {
        try {
            Path file = Files.createTempFile("next700-", ".trace");
            try {
                try (DataOutputStream out =
                        new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
                    recording.write(out);
                }
                return new Tlc(specifications, new TlcLimits(1, HEAP_MEBIBYTES, timeout), counts -> {})
                        .withClassPath(here())
                        .withProperty(TraceOperators.FILE, file.toString())
                        .check(module, configuration.getBytes(StandardCharsets.UTF_8));
            } finally {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the recording could not be written", e);
        }
    }

    /** Where TLC finds the operators that are written in Java. */
    private static Path here() {
        try {
            return Path.of(TraceOperators.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("this code was loaded from nowhere", e);
        }
    }

    /** Without the stack of TLC's interpreter, which may have thousands of lines. */
    private static String firstLines(String message) {
        return message.lines()
                .filter(line -> !line.startsWith("\tat "))
                .limit(MAX_LINES)
                .collect(Collectors.joining(" "));
    }

    private static List<Outcome> unknown(int count, String reason) {
        return Collections.nCopies(count, new Outcome.Unknown(reason));
    }

    private static List<Outcome> outcomes(int count, List<String> printed) {
        List<Outcome> outcomes = new ArrayList<>(unknown(count, NO_VERDICT));
        for (String line : printed) {
            if (TlaValue.parse(line) instanceof TlaValue.Tuple said) {
                outcomes.set(number(said.elements().get(1)) - 1, outcome(said.elements()));
            }
        }
        return outcomes;
    }

    private static Outcome outcome(List<TlaValue> said) {
        if (said.get(0).toString().equals("\"accepted\"")) {
            return new Outcome.Accepted();
        }
        String reason = said.get(3).toString().replace("\"", "");
        return new Outcome.Rejected(number(said.get(2)) - 1, reason, said.get(4));
    }

    private static int number(TlaValue value) {
        return Integer.parseInt(value.toString());
    }
}
