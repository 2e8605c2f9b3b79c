package next700.cli;

import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Objects;
import java.util.stream.Stream;
import next700.crypto.KeyFileException;
import next700.history.MalformedHistoryException;
import next700.recording.RecordingException;
import next700.report.ExitCode;
import next700.report.UsageException;
import next700.trial.LabelledTape;

/** Which exit code a failed command ends with, and what it says. */
public final class Failures {
    /** A release has its 63 MB apart, and not every platform has its native library. */
    static final String NO_SOLVER = "Z3 is not here, or not for this platform; next700-" + Version.NUMBER
            + "-proofs.zip, unpacked over this one, has it";

    private Failures() {}

    /** Whether something failed for want of Z3. */
    static boolean isWithoutSolver(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .anyMatch(cause -> cause instanceof LinkageError && ("" + cause.getMessage()).contains("z3"));
    }

    static ExitCode exitCodeOf(Exception exception) {
        return switch (exception) {
            case UsageException usage -> ExitCode.USAGE;
            case BadDataException data -> ExitCode.BAD_DATA;
            case MalformedHistoryException history -> ExitCode.BAD_DATA;
            case LabelledTape.MalformedTapeException tape -> ExitCode.BAD_DATA;
            case KeyFileException keys -> ExitCode.BAD_DATA;
            case RecordingException recording -> ExitCode.BAD_DATA;
            default -> ExitCode.INTERNAL;
        };
    }

    /** Why something could not be looked at, with the causes that say more. */
    static String explain(Throwable failure) {
        if (isWithoutSolver(failure)) {
            return NO_SOLVER;
        }
        if (failure instanceof OutOfMemoryError) {
            return "%,d MB of memory were not enough; NEXT700_HEAP=8g gives it more"
                    .formatted(Runtime.getRuntime().maxMemory() >> 20);
        }
        StringBuilder text = new StringBuilder("it could not be finished");
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String said = reason(cause);
            if (text.indexOf(said) < 0) {
                text.append(": ").append(said);
            }
        }
        return text.toString();
    }

    static String describe(Exception exception) {
        return reason(exception);
    }

    /** What is wrong, with the file; exceptions of files have no more than its name for a message. */
    public static String reason(Throwable failure) {
        return switch (failure) {
            case UncheckedIOException unchecked -> reason(unchecked.getCause());
            case FileSystemException file -> file.getFile() + ": " + wordsOf(file);
            default -> failure.getMessage() == null ? failure.toString() : failure.getMessage();
        };
    }

    private static String wordsOf(FileSystemException failure) {
        return switch (failure) {
            case AccessDeniedException denied -> "permission denied";
            case NoSuchFileException missing -> "no such file or folder";
            case FileAlreadyExistsException there -> "a file stands where a folder should";
            case NotDirectoryException file -> "not a folder";
            default -> failure.getReason() == null ? failure.getClass().getSimpleName() : failure.getReason();
        };
    }
}
