package next700.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import next700.cli.report.Report;
import next700.cli.report.Section;
import next700.cli.report.Verdict;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** How a command hands over its report: a summary for people or JSON on standard output, and a page if asked for. */
public final class Output {
    @Spec(Target.MIXEE)
    private CommandSpec command;

    @Option(names = "--json", description = "Print the report as JSON on standard output.")
    private boolean json;

    @Option(names = "--report", paramLabel = "DIR", description = "Write report.html and report.json into DIR.")
    private Path directory;

    @Option(names = "--quiet", description = "No progress on standard error.")
    private boolean quiet;

    /** A place to tell of progress: standard error, so that results can be piped. */
    public Progress progress() {
        return new Progress(
                new java.io.PrintStream(System.err, true, UTF_8),
                Boolean.getBoolean("next700.terminal") ? Integer.getInteger("next700.columns", 80) : 0,
                quiet);
    }

    /** Whether there will be a page. */
    public boolean writesPage() {
        return directory != null;
    }

    /** Where the report goes unless the user says otherwise. */
    public void defaultDirectory(Path preferred) {
        if (directory == null) {
            directory = preferred;
        }
    }

    /** Fails early if the report could not be written later. */
    public void prepare() {
        if (directory != null) {
            try {
                Files.createDirectories(directory);
            } catch (IOException e) {
                throw new UsageException("cannot write reports into " + directory + ": " + Failures.reason(e));
            }
        }
    }

    /** Prints a line where there is no report. */
    public void tell(String line) {
        command.commandLine().getOut().println(line);
    }

    /** Prints and writes the report; its verdict is the exit code. */
    public int print(Report report) {
        report.sections().forEach(this::print);
        return end(report);
    }

    /** Prints a section of a report that is not finished. */
    void print(Section section) {
        if (!json) {
            printForPeople(section, command.commandLine().getOut());
            command.commandLine().getOut().flush();
        }
    }

    /** Writes a report that is not finished, so that what it has is there whatever comes. */
    void writeSoFar(Report report) {
        if (directory != null) {
            try {
                report.writeTo(directory);
            } catch (IOException e) {
                command.commandLine()
                        .getErr()
                        .println("next700: the report cannot be written yet: " + Failures.reason(e));
            }
        }
    }

    /**
     * Prints what comes after the sections, and writes the report; its verdict is the exit code. A page that cannot be written
     * takes nothing back of what was printed.
     */
    int end(Report report) {
        PrintWriter out = command.commandLine().getOut();
        if (json) {
            out.println(report.toJson());
        } else {
            out.println(report.title() + ": " + report.verdict().word());
        }
        out.flush();
        if (directory != null) {
            try {
                Path page = report.writeTo(directory);
                if (!json) {
                    out.println("report: " + page);
                }
            } catch (IOException e) {
                command.commandLine()
                        .getErr()
                        .println("next700: the report cannot be written into " + directory + ": " + Failures.reason(e));
                return (report.verdict() == Verdict.VIOLATED ? ExitCode.VIOLATED : ExitCode.INTERNAL).code();
            }
        }
        out.flush();
        return report.verdict().exitCode().code();
    }

    private static void printForPeople(Section section, PrintWriter out) {
        out.printf("%-9s %s: %s%n", section.getVerdict().word(), section.getTitle(), section.getSummary());
        section.getResults().forEach(line -> out.println("          " + line));
        if (section.getVerdict() != Verdict.HOLDS) {
            section.getProse().forEach(paragraph -> out.println("          " + paragraph));
            section.getListings().forEach(listing -> {
                out.println("          " + listing.caption() + ":");
                listing.text().lines().forEach(line -> out.println("            " + line));
            });
        }
    }
}
