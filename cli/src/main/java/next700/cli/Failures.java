package next700.cli;

import next700.crypto.KeyFileException;
import next700.history.MalformedHistoryException;
import next700.recording.RecordingException;
import next700.trial.LabelledTape;

/** Which exit code a failed command ends with, and what it says. */
final class Failures {
    private Failures() {}

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
        if (failure instanceof OutOfMemoryError) {
            return "%,d MB of memory were not enough; NEXT700_HEAP=8g gives it more"
                    .formatted(Runtime.getRuntime().maxMemory() >> 20);
        }
        StringBuilder text = new StringBuilder("it could not be finished");
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String said = cause.getMessage() == null ? cause.toString() : cause.getMessage();
            if (text.indexOf(said) < 0) {
                text.append(": ").append(said);
            }
        }
        return text.toString();
    }

    static String describe(Exception exception) {
        String message = exception.getMessage();
        return exitCodeOf(exception) == ExitCode.INTERNAL && message == null ? exception.toString() : message;
    }
}
