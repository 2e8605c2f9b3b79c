package next700.cli;

import picocli.CommandLine.IVersionProvider;

/** Which next700 this is, and on what it runs: what a report of a mistake must say. */
public final class Version implements IVersionProvider {
    /** As the modules have it. */
    public static final String NUMBER = "0.1.0";

    @Override
    public String[] getVersion() {
        return new String[] {
            "next700 " + NUMBER,
            "Java %s, %s %s".formatted(Runtime.version(), System.getProperty("os.name"), System.getProperty("os.arch"))
        };
    }
}
