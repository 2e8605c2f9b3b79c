package next700.simulation;

/** Makes a failing schedule of a composition small. */
final class Shrinker {
    private Shrinker() {}

    /**
     * Shrinks a schedule, and returns the run of what is left of it.
     *
     * @throws IllegalArgumentException if its run does not violate the property
     */
    static RunResult shrink(Arena arena, Tape tape, String property) {
        Tape smallest = TapeShrinker.shrink(
                candidate -> {
                    RunResult run = Simulation.replayUntil(arena, candidate, property);
                    return new TapeShrinker.Trial(
                            run.tape(),
                            run.violates(property),
                            run.events().size(),
                            run.flights().size());
                },
                tape);
        return Simulation.replayUntil(arena, smallest, property);
    }
}
