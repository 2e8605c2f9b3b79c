package next700.audit.source;

import java.util.List;

/**
 * Where what an audit reads lies in a folder.
 *
 * @param folders all that is read
 * @param specifications the folder of the specifications and proof maps
 * @param code the folders of what protocols are written in
 * @param protocols the folder in which each package must be in a proof map
 * @param simulators the folders of what tries all protocols
 * @param judges the folders of what the verdicts are made by: checkers, provers, counting arguments
 */
public record Layout(
        List<String> folders,
        String specifications,
        List<String> code,
        String protocols,
        List<String> simulators,
        List<String> judges) {
    private static final String SPECS = "src/main/resources/specs";
    private static final String SOURCES = "src/main/java";
    private static final String JAVA = SOURCES + "/";

    /** This project's own. */
    public static final Layout OURS = new Layout(
            List.of(
                    "specs",
                    "impl/src/main/java/next700",
                    "property-tests/src/main/java/next700",
                    "linearizability/src/main/java/next700",
                    "model-checking/src/main/java/next700"),
            "specs",
            List.of(
                    "impl/src/main/java/next700/process",
                    "impl/src/main/java/next700/protocol",
                    "impl/src/main/java/next700/service"),
            "impl/src/main/java/next700",
            List.of("property-tests/src/main/java/next700/trial", "property-tests/src/main/java/next700/simulation"),
            List.of("linearizability/src/main/java/next700", "model-checking/src/main/java/next700"));

    /** That of a Maven project which brings a protocol. What tries it is of the same project, and in a proof map, too. */
    public static final Layout PROJECT =
            new Layout(List.of(SPECS, SOURCES), SPECS, List.of(SOURCES), SOURCES, List.of(), List.of());

    public Layout {
        folders = List.copyOf(folders);
        code = List.copyOf(code);
        simulators = List.copyOf(simulators);
        judges = List.copyOf(judges);
    }

    public boolean isSpecification(String path) {
        return isBelow(path, specifications);
    }

    public boolean isOfSimulator(String path) {
        return simulators.stream().anyMatch(folder -> isBelow(path, folder));
    }

    /** Whether a file is of what makes the verdicts. */
    public boolean isJudge(String path) {
        return judges.stream().anyMatch(folder -> isBelow(path, folder)) && path.endsWith(".java");
    }

    /** Whether a file is code of a protocol, of which some proof map must speak. */
    public boolean isOfProtocol(String path) {
        return isBelow(path, protocols) && path.endsWith(".java");
    }

    boolean isRead(String path) {
        return folders.stream().anyMatch(folder -> isBelow(path, folder));
    }

    private static boolean isBelow(String path, String folder) {
        return path.startsWith(folder + "/");
    }

    /** The path of a file among the specifications. */
    public String inSpecifications(String path) {
        return path.substring(specifications.length() + 1);
    }

    /** The path of a source file below the folder of its sources. */
    public static String inSources(String path) {
        return path.substring(path.indexOf(JAVA) + JAVA.length());
    }

    /** The package of a source file. */
    public static String packageOf(String path) {
        int begin = path.indexOf(JAVA);
        int end = path.lastIndexOf('/');
        return begin < 0 || end < begin + JAVA.length()
                ? ""
                : path.substring(begin + JAVA.length(), end).replace('/', '.');
    }
}
