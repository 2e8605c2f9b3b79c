package next700.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.PrintStream;
import java.io.PrintWriter;
import next700.cli.audit.AuditCommand;
import next700.cli.check.CheckCommand;
import next700.cli.cluster.ClientCommand;
import next700.cli.cluster.ClusterCommand;
import next700.cli.cluster.ReplicaCommand;
import next700.cli.costs.CostsCommand;
import next700.cli.fuzz.FuzzCommand;
import next700.cli.lcr.LcrCommand;
import next700.cli.model.ModelCommand;
import next700.cli.prove.ProveCommand;
import next700.cli.rounds.RoundsCommand;
import next700.cli.verify.VerifyCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** The {@code next700} command. */
@Command(
        name = "next700",
        description = "A workbench for replication protocols whose proofs run.",
        mixinStandardHelpOptions = true,
        version = "next700 0.1.0",
        subcommands = {
            VerifyCommand.class,
            ModelCommand.class,
            ProveCommand.class,
            FuzzCommand.class,
            CheckCommand.class,
            AuditCommand.class,
            RoundsCommand.class,
            CostsCommand.class,
            ClusterCommand.class,
            ReplicaCommand.class,
            ClientCommand.class,
            LcrCommand.class,
            HelpCommand.class
        },
        synopsisSubcommandLabel = "COMMAND",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            " 0:what was checked holds",
            " 1:it is violated",
            " 2:unknown, since a bound was reached first",
            "64:the command line is wrong",
            "65:the input data are wrong",
            "70:something went wrong on this side"
        })
public final class Next700 {
    private Next700() {}

    /** Runs a command and exits with its code. */
    public static void main(String[] arguments) {
        System.exit(run(System.out, System.err, arguments));
    }

    static int run(PrintStream out, PrintStream err, String... arguments) {
        try {
            return execute(out, err, arguments);
        } catch (OutOfMemoryError e) {
            err.println("next700: unknown, since %,d MB of memory were not enough; NEXT700_HEAP=8g gives it more"
                    .formatted(Runtime.getRuntime().maxMemory() >> 20));
            return ExitCode.UNKNOWN.code();
        }
    }

    private static int execute(PrintStream out, PrintStream err, String... arguments) {
        return new CommandLine(new Next700())
                .setOut(new PrintWriter(out, true, UTF_8))
                .setErr(new PrintWriter(err, true, UTF_8))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(Next700::explainUsage)
                .setExecutionExceptionHandler((exception, line, result) -> explain(exception, line))
                .execute(arguments);
    }

    private static int explainUsage(CommandLine.ParameterException exception, String[] arguments) {
        CommandLine line = exception.getCommandLine();
        line.getErr().println("next700: " + exception.getMessage());
        CommandLine.UnmatchedArgumentException.printSuggestions(exception, line.getErr());
        line.getErr().println("Try '" + line.getCommandSpec().qualifiedName() + " --help'.");
        return ExitCode.USAGE.code();
    }

    private static int explain(Exception exception, CommandLine line) {
        ExitCode code = Failures.exitCodeOf(exception);
        line.getErr().println("next700: " + Failures.describe(exception));
        if (code == ExitCode.INTERNAL && Boolean.getBoolean("next700.stacktrace")) {
            exception.printStackTrace(line.getErr());
        }
        return code.code();
    }
}
