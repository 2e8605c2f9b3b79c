package next700.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import next700.cli.audit.AuditCommand;
import next700.cli.check.CheckCommand;
import next700.cli.cluster.ClusterCommand;
import next700.cli.costs.CostsCommand;
import next700.cli.create.NewCommand;
import next700.cli.docs.DocsCommand;
import next700.cli.fuzz.ExploreCommand;
import next700.cli.fuzz.FuzzCommand;
import next700.cli.lcr.LcrCommand;
import next700.cli.model.ModelCommand;
import next700.cli.museum.MuseumCommand;
import next700.cli.museum.TourCommand;
import next700.cli.prove.ProveCommand;
import next700.cli.quorums.QuorumsCommand;
import next700.cli.rounds.RoundsCommand;
import next700.cli.verify.VerifyCommand;
import next700.report.ExitCode;
import next700.report.Report;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The {@code next700} command. */
@Command(
        name = "next700",
        description = "A workbench for replication protocols whose proofs run.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        subcommands = {
            VerifyCommand.class,
            ModelCommand.class,
            ProveCommand.class,
            FuzzCommand.class,
            ExploreCommand.class,
            CheckCommand.class,
            AuditCommand.class,
            RoundsCommand.class,
            CostsCommand.class,
            QuorumsCommand.class,
            ClusterCommand.class,
            LcrCommand.class,
            TourCommand.class,
            MuseumCommand.class,
            DocsCommand.class,
            NewCommand.class,
            CompletionCommand.class,
            HelpCommand.class
        },
        synopsisSubcommandLabel = "COMMAND",
        footerHeading = "%nTo begin with:%n",
        footer = {
            "  next700 tour                  a minute in which a Byzantine replica loses, wins, and loses again",
            "  next700 verify quorum         all evidence for one protocol, and one page; some minutes",
            "  next700 check history.jsonl   is this recorded history linearizable?",
            "  next700 COMMAND --help        what a command can do"
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            " 0:what was checked holds",
            " 1:it is violated",
            " 2:unknown, since a bound was reached first",
            "64:the command line is wrong",
            "65:the input data are wrong",
            "70:something went wrong on this side",
            "130:it was interrupted (143: told to end); what was known until then was told"
        })
public final class Next700 implements Callable<Integer> {
    private static final String JSON = "--json";
    private static final int NARROWEST = 60;
    private static final int WIDEST = 120;

    @Option(
            names = "--stacktrace",
            scope = ScopeType.INHERIT,
            description = "If something goes wrong on this side, say where in the code.")
    private boolean stacktrace;

    @Spec
    private CommandSpec command;

    private Next700() {}

    /** Whoever gives no command is shown those that there are. */
    @Override
    public Integer call() {
        command.commandLine().usage(command.commandLine().getErr());
        return ExitCode.USAGE.code();
    }

    /** Runs a command and exits with its code. */
    public static void main(String[] arguments) {
        // What it says is in English, numbers included, whatever the operator speaks.
        Locale.setDefault(Locale.ROOT);
        System.exit(run(System.out, System.err, arguments));
    }

    static int run(PrintStream out, PrintStream err, String... arguments) {
        try {
            return execute(out, err, arguments);
        } catch (OutOfMemoryError e) {
            err.println("next700: unknown, since %,d MB of memory were not enough; NEXT700_HEAP=8g gives it more"
                    .formatted(Runtime.getRuntime().maxMemory() >> 20));
            return ExitCode.UNKNOWN.code();
        } catch (Throwable e) {
            if (Failures.isWithoutSolver(e)) {
                err.println("next700: unknown, since " + Failures.NO_SOLVER);
                return ExitCode.UNKNOWN.code();
            }
            // Left to the JVM, it would end with exit code 1, which says "violated".
            err.println("next700: " + e);
            e.printStackTrace(err);
            return ExitCode.INTERNAL.code();
        }
    }

    private static int execute(PrintStream out, PrintStream err, String... arguments) {
        Next700 next700 = new Next700();
        return new CommandLine(next700)
                .setOut(new PrintWriter(out, true, UTF_8))
                .setErr(new PrintWriter(err, true, UTF_8))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(Next700::explainUsage)
                .setExecutionExceptionHandler((exception, line, result) -> next700.explain(exception, line))
                .setUsageHelpWidth(Math.clamp(Integer.getInteger("next700.columns", 80), NARROWEST, WIDEST))
                .setExitCodeExceptionMapper(exception -> ExitCode.INTERNAL.code())
                .execute(arguments);
    }

    private static int explainUsage(CommandLine.ParameterException exception, String[] arguments) {
        CommandLine line = exception.getCommandLine();
        line.getErr().println("next700: " + exception.getMessage());
        if (List.of(arguments).contains(JSON)) {
            line.getOut().println(Report.failure("" + exception.getMessage(), ExitCode.USAGE.code()));
        }
        CommandLine.UnmatchedArgumentException.printSuggestions(exception, line.getErr());
        line.getErr().println("Try '" + line.getCommandSpec().qualifiedName() + " --help'.");
        return ExitCode.USAGE.code();
    }

    private int explain(Exception exception, CommandLine line) {
        ExitCode code = Failures.exitCodeOf(exception);
        line.getErr().println("next700: " + Failures.describe(exception));
        if (line.getParseResult().hasMatchedOption(JSON)) {
            line.getOut().println(Report.failure(Failures.describe(exception), code.code()));
        }
        if (code == ExitCode.INTERNAL && stacktrace) {
            exception.printStackTrace(line.getErr());
        }
        return code.code();
    }
}
