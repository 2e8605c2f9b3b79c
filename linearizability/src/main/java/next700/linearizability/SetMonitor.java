package next700.linearizability;

import java.util.BitSet;

/**
 * Sets to which no value was added twice: Emmi and Enea, "Sound, complete, and tractable linearizability monitoring for
 * concurrent collections" (POPL 2018), where such histories are called unambiguous. Two cases are decided, in the time
 * to sort:
 *
 * <ul>
 *   <li>Nobody reads the set as a whole. Its values are then objects of their own, and {@link Presence} decides each;
 *       it is also asked to be removed at most once.
 *   <li>The set is read as a whole, and values are only added. {@link Growth} decides that.
 * </ul>
 *
 * <p>Where the set is read as a whole and values are removed as well, what the reads saw does not order them: of two that
 * saw one value each, either may be the first. Which orders of all reads keep those of each value together is a question of
 * its own (that of consecutive ones), which real time makes harder. Such histories are searched, and so are those in which
 * single values are asked for beside reads of the whole.
 */
record SetMonitor() implements Monitor {
    @Override
    public <S> Finding decide(Problem<S> problem, Deadline deadline) {
        for (int item = 0; item < problem.size(); item++) {
            deadline.look(item);
            if (problem.item(item).transition() instanceof ValueSet.ReadAll) {
                return new Growth<>(problem, deadline).decide();
            }
        }
        return problem.key().isPresent() ? new Presence<>(problem, deadline).decide() : BEYOND;
    }

    @Override
    public <S> boolean proves(Problem<S> problem, BitSet core) {
        return Growth.contradict(problem, core);
    }
}
