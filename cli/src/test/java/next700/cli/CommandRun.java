package next700.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.Arrays;
import next700.report.ExitCode;

/** A run of a command, and what came out of it on each stream. */
public record CommandRun(ExitCode exitCode, String out, String err) {
    /** Runs it in this process. */
    public static CommandRun of(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int code = Next700.run(new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8), arguments);
        ExitCode exitCode = Arrays.stream(ExitCode.values())
                .filter(candidate -> candidate.code() == code)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no exit code of ours: " + code));
        return new CommandRun(exitCode, out.toString(UTF_8), err.toString(UTF_8));
    }
}
