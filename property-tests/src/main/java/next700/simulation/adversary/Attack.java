package next700.simulation.adversary;

/** One thing that the adversary may do of its own accord. It does nothing where it lacks the means. */
@FunctionalInterface
interface Attack {
    void launch(Knowledge knowledge, Mouth mouth);
}
