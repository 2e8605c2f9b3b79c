package next700.cli;

import java.util.concurrent.Callable;
import next700.report.ExitCode;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code next700 completion}: a script by which shells complete commands and options. */
@Command(
        name = "completion",
        description = {
            "Print a script by which bash and zsh complete commands and options.",
            "",
            "  source <(./next700 completion)"
        },
        mixinStandardHelpOptions = true)
final class CompletionCommand implements Callable<Integer> {
    @Spec
    private CommandSpec command;

    @Override
    public Integer call() {
        command.commandLine()
                .getOut()
                .println(AutoComplete.bash("next700", command.root().commandLine()));
        return ExitCode.HOLDS.code();
    }
}
