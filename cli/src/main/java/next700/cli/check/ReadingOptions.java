package next700.cli.check;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import next700.evidence.history.Reading;
import next700.history.HistoryReader;
import next700.history.JsonLines;
import next700.history.MalformedHistoryException;
import next700.history.Value;
import next700.linearizability.Conventions;
import next700.linearizability.FailedCas;
import next700.linearizability.Keyed;
import next700.linearizability.Specification;
import next700.linearizability.Specifications;
import next700.report.UsageException;
import next700.transactions.Interpretation;
import picocli.CommandLine.Option;

/** The options that say what a recording means where recorders differ. */
final class ReadingOptions {
    /** What a read says that was answered with null. */
    enum NullReads {
        INITIAL,
        UNKNOWN
    }

    /** What a failed compare-and-set says. */
    enum FailedCasOption {
        NOTHING,
        MISMATCH
    }

    @Option(
            names = "--spec",
            paramLabel = "NAME",
            description = "The sequential specification; found by the functions that the history calls if not given.")
    private String specification;

    @Option(
            names = "--initial",
            paramLabel = "JSON",
            description =
                    "What the object is at first: the value of a register (null if not given), the sum of a counter"
                            + " (0), the balances of a bank ({\"account\": balance}; 0 each).")
    private String initial;

    @Option(
            names = "--failed-cas",
            paramLabel = "MEANING",
            description = "What a cas says that failed: 'nothing' but that it did not happen (which it means if not"
                    + " given), or 'mismatch': that the old value was not there.")
    private FailedCasOption failedCas;

    @Option(
            names = "--null-reads",
            paramLabel = "MEANING",
            description =
                    "What a read says that was answered with null: that it saw the 'initial' state (which it means if"
                            + " not given), or that what it saw is 'unknown'.")
    private NullReads nullReads;

    @Option(
            names = "--independent",
            description = "Every value is [key, value] of one of many objects, each checked on its own.")
    private boolean independent;

    @Option(names = "--single-key", description = "All operations are on one object, even if calls seem to name keys.")
    private boolean single;

    @Option(names = "--exact-numbers", description = "1 and 1.0 are different values.")
    private boolean exactNumbers;

    /** A reader of recordings that tells its assumptions to that list. */
    HistoryReader reader(List<String> remarks) {
        HistoryReader reader = new HistoryReader().remarking(remarks::add);
        return exactNumbers ? reader.exact() : reader;
    }

    boolean namesSpecification() {
        return specification != null;
    }

    Optional<Specification<?>> named() {
        if (specification == null) {
            return Optional.empty();
        }
        Optional<Specification<?>> named = Specifications.named(specification);
        if (named.isEmpty()) {
            throw new UsageException("no specification '" + specification + "'; there are " + names());
        }
        return named;
    }

    /** The names of all specifications, for whoever asked for another. */
    static String names() {
        return String.join(
                ", ", Specifications.all().stream().map(Specification::name).toList());
    }

    /** How operations are to be read. */
    Reading ofOperations() {
        if (independent && single) {
            throw new UsageException("--independent and --single-key contradict each other");
        }
        Conventions conventions = new Conventions(
                Optional.ofNullable(initial).map(ReadingOptions::json),
                failedCas == FailedCasOption.MISMATCH ? FailedCas.SAW_ANOTHER : FailedCas.DID_NOT_HAPPEN,
                nullReads == NullReads.UNKNOWN);
        return new Reading(
                named(),
                conventions,
                independent ? Reading.Keying.INDEPENDENT : single ? Reading.Keying.SINGLE : Reading.Keying.TOLD);
    }

    /** The object of a recording that is checked while it grows, and therefore must be named. */
    Specification<?> growing() {
        Specification<?> known = named().orElseThrow(() ->
                new UsageException("--follow needs --model for transactions, or else --spec: " + names()));
        refuse("a recording that grows", option("--exact-numbers", exactNumbers));
        Reading reading = ofOperations();
        try {
            Specification<?> object = reading.conventions().appliedTo(known);
            return independent ? new Keyed<>(object) : object;
        } catch (IllegalArgumentException e) {
            throw new UsageException(e.getMessage());
        }
    }

    /** How transactions are to be read. */
    Interpretation ofTransactions() {
        return nullReads == NullReads.UNKNOWN
                ? new Interpretation(Interpretation.NullRead.NOT_KNOWN, Interpretation.Failure.ABORTED)
                : Interpretation.USUAL;
    }

    /** Refuses what does not apply to transactions. */
    void expectTransactions() {
        refuse(
                "transactions",
                option("--initial", initial != null),
                option("--failed-cas", failedCas != null),
                option("--independent", independent),
                option("--single-key", single));
    }

    /** Refuses what does not apply to recordings of Abstract. */
    void expectAbstract() {
        expectTransactions();
        refuse(
                "a recording of Abstract",
                option("--spec", specification != null),
                option("--null-reads", nullReads != null),
                option("--exact-numbers", exactNumbers));
    }

    /** An option that was given, or nothing. */
    static Optional<String> option(String name, boolean given) {
        return given ? Optional.of(name) : Optional.empty();
    }

    /** Fails if options were given that do not apply. */
    @SafeVarargs
    static void refuse(String recording, Optional<String>... given) {
        List<String> refused = new ArrayList<>();
        for (Optional<String> option : given) {
            option.ifPresent(refused::add);
        }
        if (!refused.isEmpty()) {
            throw new UsageException(String.join(", ", refused) + (refused.size() == 1 ? " does" : " do")
                    + " not apply to " + recording);
        }
    }

    private static Value json(String text) {
        List<Value> values = new ArrayList<>();
        byte[] line = ("{\"initial\": " + text + "}").getBytes(UTF_8);
        try {
            JsonLines.read(
                    "--initial",
                    new ByteArrayInputStream(line),
                    JsonLines.LINE_LIMIT_BYTES,
                    entry -> values.add(entry.value("initial")));
        } catch (MalformedHistoryException e) {
            throw new UsageException(
                    "--initial takes a value in JSON, such as 0, '\"a\"' or '{\"a\": 10}', not " + text);
        }
        return values.getFirst();
    }
}
