package next700.model;

import tla2sany.drivers.InitException;
import tla2sany.drivers.SANY;
import tla2sany.modanalyzer.SpecObj;
import util.SimpleFilenameToStream;
import util.ToolIO;

/** TLA+'s parser. Its table of operators can be read once in a JVM, whoever needs it first. */
public final class Sany {
    /** Held by whoever runs it: it keeps what it says, and its tables, in places that all of it share. */
    public static final Object LOCK = new Object();

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
