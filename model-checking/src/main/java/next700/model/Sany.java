package next700.model;

import tla2sany.drivers.InitException;
import tla2sany.drivers.SANY;
import tla2sany.modanalyzer.SpecObj;
import util.SimpleFilenameToStream;
import util.ToolIO;

/** TLA+'s parser. Its table of operators can be read once in a JVM, whoever needs it first. */
public final class Sany {
    static {
        try {
            SANY.frontEndInitialize(new SpecObj("none", new SimpleFilenameToStream()), ToolIO.err);
        } catch (InitException e) {
            throw new IllegalStateException("SANY has no table of operators", e);
        }
    }

    private Sany() {}

    /** Sees to it that the table has been read. */
    public static void prepare() {
        // Loading this class does it.
    }
}
