package next700.cli.check;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import next700.abstraction.AbstractRun;
import next700.abstraction.AbstractRunReader;
import next700.cli.BadDataException;
import next700.evidence.history.Reading;
import next700.history.History;
import next700.history.HistoryReader;
import next700.history.MalformedHistoryException;
import next700.history.RecordedEvent;
import next700.transactions.Interpretation;
import next700.transactions.Transactions;

/** Opens recordings, each once, and tells their kinds apart. A recording may be compressed with gzip. */
public final class Recordings {
    private static final int SNIFFED_BYTES = 4096;
    private static final int GZIP = 0x1F8B;

    private Recordings() {}

    /** What a file records. */
    sealed interface Recording {
        /** How many operations or events it has. */
        int size();
    }

    record OfOperations(History history) implements Recording {
        @Override
        public int size() {
            return history.size();
        }
    }

    /**
     * A history of transactions.
     *
     * @param answered whether one of them was ever answered
     */
    record OfTransactions(Transactions transactions, boolean answered) implements Recording {
        @Override
        public int size() {
            return transactions.size();
        }
    }

    record OfAbstract(AbstractRun run) implements Recording {
        @Override
        public int size() {
            return run.events().size();
        }
    }

    /**
     * Reads a recording of whichever kind it is.
     *
     * @param singly whether transactions are operations like others
     */
    static Recording read(Path file, boolean singly, HistoryReader reader, Interpretation interpretation) {
        return opened(file, input -> {
            if (isOfAbstract(input)) {
                return new OfAbstract(new AbstractRunReader().read(name(file), input));
            }
            Sorter events = new Sorter(name(file), singly, interpretation);
            reader.read(name(file), input, events);
            return events.recording();
        });
    }

    /** What a file is called in messages. */
    static String name(Path file) {
        return isStandardInput(file) ? "standard input" : file.toString();
    }

    static boolean isStandardInput(Path file) {
        return file.toString().equals("-");
    }

    /** Reads a history of operations. */
    public static History history(Path file) {
        return opened(file, input -> new HistoryReader().read(file.toString(), input));
    }

    /** The mistake with its column, if the history says on which line it is. */
    static MalformedHistoryException located(Path file, MalformedHistoryException mistake) {
        return mistake.line() == 0 || mistake.column() > 0 || isStandardInput(file)
                ? mistake
                : opened(file, input -> new HistoryReader().locate(file.toString(), input, mistake));
    }

    /** Opens a history of operations that is still being written. */
    static GrowingFile growing(Path file, Duration patience) {
        try {
            return new GrowingFile(file, patience);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    /** Gives events to whoever understands the first of them. */
    private static final class Sorter implements Consumer<RecordedEvent> {
        private final Transactions.Builder transactions;
        private final History.Builder operations;
        private final boolean singly;
        private boolean begun;
        private boolean areTransactions;
        private boolean answered;

        Sorter(String source, boolean singly, Interpretation interpretation) {
            this.singly = singly;
            transactions = new Transactions.Builder(source, interpretation);
            operations = History.builder(source);
        }

        @Override
        public void accept(RecordedEvent event) {
            if (!begun) {
                areTransactions = !singly && Transactions.recognises(event.function(), event.value());
                begun = true;
            }
            answered |= event.type() == RecordedEvent.Type.OK;
            if (areTransactions) {
                transactions.accept(event);
            } else {
                operations.add(event);
            }
        }

        Recording recording() {
            return areTransactions
                    ? new OfTransactions(transactions.build(), answered)
                    : new OfOperations(operations.build());
        }
    }

    private interface Reading<T> {
        T from(BufferedInputStream input) throws IOException;
    }

    private static <T> T opened(Path file, Reading<T> reading) {
        if (Files.isDirectory(file)) {
            throw new BadDataException(file + ": it is a directory", null);
        }
        try (InputStream raw = isStandardInput(file) ? System.in : Files.newInputStream(file)) {
            BufferedInputStream input = new BufferedInputStream(raw, SNIFFED_BYTES);
            return reading.from(isCompressed(input) ? new BufferedInputStream(new GZIPInputStream(input)) : input);
        } catch (UncheckedIOException e) {
            throw unreadable(file, e.getCause());
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private static boolean isCompressed(BufferedInputStream input) throws IOException {
        input.mark(2);
        boolean compressed = (input.read() << Byte.SIZE | input.read()) == GZIP;
        input.reset();
        return compressed;
    }

    /** Only operations have a function {@code f}. A file without a line is a history without operations. */
    private static boolean isOfAbstract(BufferedInputStream input) throws IOException {
        input.mark(SNIFFED_BYTES);
        String beginning = new String(input.readNBytes(SNIFFED_BYTES), UTF_8);
        input.reset();
        String first = beginning.strip().lines().findFirst().orElse("");
        return first.contains("\"type\"") && !first.contains("\"f\"");
    }

    static BadDataException unreadable(Path file, IOException cause) {
        String why =
                cause instanceof NoSuchFileException ? "there is no such file" : String.valueOf(cause.getMessage());
        return new BadDataException(name(file) + ": " + why, cause);
    }
}
