package next700.cli.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import next700.cli.Failures;
import next700.evidence.Home;
import next700.report.ExitCode;
import next700.report.UsageException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code next700 docs}: the documentation as a site. */
@Command(
        name = "docs",
        description =
                "Write the documentation as a site that needs no network: all pages, every command, and a search.",
        mixinStandardHelpOptions = true)
public final class DocsCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "DIR",
            arity = "0..1",
            defaultValue = "runs/docs",
            description = "Where to (default: runs/docs).")
    private Path directory;

    @Spec
    private CommandSpec command;

    @Override
    public Integer call() {
        Path home = Home.path();
        if (!Files.isDirectory(home.resolve("docs"))) {
            throw new UsageException("there is no documentation in " + home);
        }
        try {
            Site site = Site.of(home, command.root().commandLine());
            command.commandLine().getOut().println("docs: " + site.writeTo(directory));
        } catch (IOException e) {
            throw new UsageException(
                    "the documentation cannot be written into " + directory + ": " + Failures.reason(e));
        }
        return ExitCode.HOLDS.code();
    }
}
