package next700.cli.check;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import next700.abstraction.AbstractRun;
import next700.abstraction.AbstractRunReader;
import next700.cli.BadDataException;
import next700.history.History;
import next700.history.HistoryReader;
import next700.history.RecordedEvent;
import next700.transactions.Interpretation;
import next700.transactions.Transactions;

/** Opens recordings, and tells the two kinds apart. */
public final class Recordings {
    private static final int SNIFFED_CHARACTERS = 4096;

    private Recordings() {}

    /** Only operations have a function {@code f}. A file without a line is a history without operations. */
    static boolean isOfOperations(Path file) {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(Files.newInputStream(file), UTF_8))) {
            char[] beginning = new char[SNIFFED_CHARACTERS];
            int length = Math.max(0, reader.read(beginning));
            String first =
                    new String(beginning, 0, length).strip().lines().findFirst().orElse("");
            return first.isEmpty() || first.contains("\"f\"") || !first.contains("\"type\"");
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    /** Reads a history of operations. */
    public static History history(Path file) {
        try {
            return new HistoryReader().read(file);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    /** Opens a history of operations that is still being written. */
    static GrowingFile growing(Path file, Duration patience) {
        try {
            return new GrowingFile(file, patience);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    /** Reads a history of transactions; empty if the first operation is none. */
    static Optional<Transactions> transactions(Path file) {
        Transactions.Builder transactions = new Transactions.Builder(file.toString(), Interpretation.USUAL);
        try (InputStream input = Files.newInputStream(file)) {
            new HistoryReader().read(file.toString(), input, new Consumer<>() {
                private boolean begun;

                @Override
                public void accept(RecordedEvent event) {
                    if (!begun && !Transactions.recognises(event.function(), event.value())) {
                        throw new NoTransactionsException();
                    }
                    begun = true;
                    transactions.accept(event);
                }
            });
            Transactions read = transactions.build();
            return read.size() == 0 ? Optional.empty() : Optional.of(read);
        } catch (NoTransactionsException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    /** Ends the reading of a file at its first operation. */
    private static final class NoTransactionsException extends RuntimeException {
        NoTransactionsException() {
            super("the first operation is no transaction", null, false, false);
        }
    }

    static BadDataException unreadable(Path file, IOException cause) {
        String why =
                cause instanceof NoSuchFileException ? "there is no such file" : String.valueOf(cause.getMessage());
        return new BadDataException(file + ": " + why, cause);
    }

    /** Reads a recording of Abstract instances. */
    static AbstractRun abstractRun(Path file) {
        try {
            return new AbstractRunReader().read(file);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }
}
