package next700.trial;

/** How a choice tape is filled where nothing is prescribed. */
@FunctionalInterface
public interface Strategy {
    /** The boring run. */
    Strategy BORING = (bound, decision, label) -> 0;

    /**
     * Draws a choice.
     *
     * @param bound how many alternatives there are; at least 2
     * @param label what is being decided, such as a link's name or the attack that is being shaped
     * @return from 0, the boring one, to {@code bound - 1}
     */
    int draw(int bound, Decision decision, String label);
}
