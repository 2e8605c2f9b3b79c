package next700.runtime;

import java.io.File;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The beginning of a command that runs a class of this program in a JVM of its own. */
public final class JavaCommand {
    /** For processes that are many, small and short: little memory, few threads, and a fast start. */
    private static final List<String> SMALL =
            List.of("-Xmx256m", "-Xss512k", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto");

    /** From this version on, Java warns of what libraries do unless it is told not to. */
    private static final int WARNS_SINCE = 24;

    private JavaCommand() {}

    /** The Java and the class path that this program runs with, and a main class, for a small and short process. */
    public static List<String> of(String mainClass, String... arguments) {
        return of(SMALL, mainClass, arguments);
    }

    /** The Java and the class path that this program runs with, and a main class. */
    public static List<String> of(List<String> options, String mainClass, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElse("java"));
        command.addAll(options);
        command.add("-XX:+ExitOnOutOfMemoryError");
        if (Runtime.version().feature() >= WARNS_SINCE) {
            command.add("--enable-native-access=ALL-UNNAMED");
            command.add("--sun-misc-unsafe-memory-access=allow");
        }
        command.add("-cp");
        command.add(classPath());
        command.add(mainClass);
        command.addAll(List.of(arguments));
        return command;
    }

    /** With what the running thread sees beside: a protocol from outside may have a class loader of its own. */
    private static String classPath() {
        List<String> entries = new ArrayList<>();
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        for (; loader instanceof URLClassLoader more; loader = loader.getParent()) {
            for (URL url : more.getURLs()) {
                entries.add(Path.of(URI.create(url.toString())).toString());
            }
        }
        entries.add(System.getProperty("java.class.path"));
        return String.join(File.pathSeparator, entries);
    }
}
