package next700.model;

import tlc2.tool.distributed.TLCApp;
import tlc2.tool.distributed.TLCServer;

/** TLC's server for models without temporal properties, which it would leave out without a word. Runs in a JVM of its own. */
public final class SafetyServer {
    static final String REFUSAL =
            "Error: the model has temporal properties, and TLC's server does not check these; run it without --distributed";

    private SafetyServer() {}

    public static void main(String[] arguments) throws Exception {
        if (TLCApp.create(elsewhere(arguments)).tool.getImpliedTemporals().length > 0) {
            System.out.println(REFUSAL);
            System.exit(1);
        }
        TLCServer.main(arguments);
    }

    /** With another directory for what TLC writes: it names its files by the time, in seconds. */
    private static String[] elsewhere(String[] arguments) {
        String[] changed = arguments.clone();
        for (int i = 1; i < changed.length; i++) {
            if (changed[i - 1].equals("-metadir")) {
                changed[i] += "-asked";
            }
        }
        return changed;
    }
}
