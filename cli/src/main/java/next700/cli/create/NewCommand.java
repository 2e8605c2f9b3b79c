package next700.cli.create;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import javax.lang.model.SourceVersion;
import next700.report.ExitCode;
import next700.report.UsageException;
import next700.workpiece.Workpieces;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code next700 new}: a project to begin a protocol with. */
@Command(
        name = "new",
        description = {
            "Begin a protocol of your own: writes a Maven project that compiles and runs, and in which one guard is"
                    + " missing.",
            "",
            "  next700 new lease --faults crash --replicas 2f+1",
            "  next700 --with lease fuzz lease"
        },
        mixinStandardHelpOptions = true)
public final class NewCommand implements Callable<Integer> {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");
    private static final int LONGEST = 40;

    @Parameters(paramLabel = "NAME", description = "Of the protocol, its folder and its package, such as lease.")
    private String name;

    @Option(
            names = "--faults",
            paramLabel = "crash|byzantine",
            defaultValue = "crash",
            description = "What replicas may do wrong (default: crash).")
    private String faults;

    @Option(
            names = "--replicas",
            paramLabel = "2f+1",
            description =
                    "How many there are, of which f may be faulty (default: 2f+1 if they crash, 3f+1 if they lie).")
    private Optional<String> replicas;

    @Option(
            names = "--in",
            paramLabel = "DIR",
            defaultValue = ".",
            description = "The folder that the project's own is made in (default: this one).")
    private Path in;

    @Spec
    private CommandSpec command;

    @Override
    public Integer call() throws IOException {
        checkName();
        Faults kind = kind();
        Size size = replicas.map(text -> Size.of(text, kind)).orElse(kind.least());
        Path folder = in.resolve(name);
        if (Files.exists(folder)) {
            throw new UsageException(folder + " is there already: choose another name, or another folder (--in)");
        }
        if (!Files.isDirectory(in)) {
            throw new UsageException("--in " + in + ": there is no such folder");
        }
        Skeleton skeleton = new Skeleton(name, kind, size);
        skeleton.writeTo(folder);
        PrintWriter out = command.commandLine().getOut();
        out.println(folder + ": a protocol of " + size + " replicas, of which f may " + kind.verb());
        out.println("  ./next700 --with " + folder + " fuzz " + name);
        out.println("      finds what falls, since a guard is missing:");
        out.println("  " + folder.resolve(skeleton.placeOfGuard()) + " is the line to write it in; then");
        out.println("  ./next700 --with " + folder + " verify " + name);
        out.println("      looks at all there is");
        return ExitCode.HOLDS.code();
    }

    /** It is a folder, a package and the beginning of classes and modules. */
    private void checkName() {
        if (name.length() > LONGEST || !NAME.matcher(name).matches()) {
            throw new UsageException(
                    "a protocol's name has small letters, digits and single hyphens, begins with a letter and"
                            + " is no longer than " + LONGEST + ", not '" + name + "'");
        }
        String packageName = name.replace("-", "");
        if (SourceVersion.isKeyword(packageName) || packageName.equals("java") || packageName.equals("next700")) {
            throw new UsageException("'" + name + "' cannot be the name of a package; choose another");
        }
        if (Workpieces.named(name).isPresent()) {
            throw new UsageException("there is a protocol '" + name + "' already; choose another name");
        }
    }

    private Faults kind() {
        try {
            return Faults.valueOf(faults.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new UsageException("--faults must be crash or byzantine, not '" + faults + "'");
        }
    }
}
