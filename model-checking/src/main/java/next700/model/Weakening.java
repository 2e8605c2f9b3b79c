package next700.model;

/**
 * One place of a specification, weakened: what a conjunct, a number, a quantifier or a set was, and what is in its place.
 *
 * @param path the file of the module, among the specifications
 * @param module its name
 * @param definition in which the place is
 * @param line from 1
 * @param original what stands there, in one line
 * @param replacement what stands there instead
 * @param text the whole module with that
 */
record Weakening(
        String path, String module, String definition, int line, String original, String replacement, String text) {
    /** By which a models file names it, whatever line it is on. */
    String id() {
        return module + "." + definition + ": " + original + " -> " + replacement;
    }
}
