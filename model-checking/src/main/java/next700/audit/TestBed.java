package next700.audit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import next700.model.Specifications;
import next700.model.trace.TraceVerdict;

/** How the code of a protocol is tried: by the adversary, with a guard removed, and by traces that TLC replays. */
public interface TestBed {
    /** As proof maps name it. */
    String protocol();

    /** The identifiers of all that a run can break. */
    List<String> invariants();

    /**
     * Has the adversary try some schedules, others for every slice.
     *
     * @param runs at most so many
     */
    Trial explore(int slice, long runs, Duration duration);

    /** Has the adversary try the schedules that are known to tell when one of these guards is missing. */
    default Trial aim(Set<String> touched) {
        return new Trial(0, Map.of(), List.of());
    }

    /** What the guards and thresholds of the protocol are called. */
    List<String> guards();

    /**
     * Which lines of the code no run executes, of those that are asked for.
     *
     * @param places such as {@code next700/protocol/quorum/QuorumReplica.java:86}; lines without code do not count
     * @param runs at most so many; fewer if all lines are run before
     */
    default NotRun watch(Set<String> places, long runs, Duration duration) {
        return new NotRun(0, places);
    }

    /** Of these guards and thresholds the loss is not noticed, for a reason that is written down. */
    default Map<String, String> kept() {
        return Map.of();
    }

    /** Removes one, and looks how many schedules it takes until something falls. */
    Removal remove(String guard, long runs);

    /** The packages of the protocol's own code; those below them are its own, too. */
    List<String> packages();

    /** What its counting arguments are called; nothing while a size of the code is so odd that they cannot be stated. */
    Optional<List<String>> claims();

    /** Proves counting arguments, of the sizes that the code has. */
    List<Count> count(Set<String> names);

    /** Holds runs of the simulator against a specification; nothing where the specification has no words for runs. */
    Optional<Traces> replay(Specifications specifications, int runs, Duration timeout);

    /**
     * What became of a counting argument: proved for every f, or refuted, or neither.
     *
     * @param explanation the counter-model, or why it is not decided
     */
    record Count(String name, String statement, boolean isProved, boolean isRefuted, String explanation) {}

    /**
     * What a number of runs came to.
     *
     * @param reached how many runs came to each state that must be reached
     * @param falls what fell, told once; empty if nothing did
     */
    record Trial(long runs, Map<String, Long> reached, List<Fall> falls) {}

    /**
     * What fell, in the smallest schedule that was found.
     *
     * @param first what fell first in the run, often a lemma of the property
     * @param story the schedule, a line for each event
     * @param replay a command
     */
    record Fall(
            String property, String first, String explanation, String size, String story, String replay, long run) {}

    /** The lines that so many runs did not execute. */
    record NotRun(long runs, Set<String> places) {}

    /** What became of a guard's removal: the property that fell; none if the adversary did not notice. */
    record Removal(boolean isNoticed, long runs, String property) {}

    /**
     * What became of the traces.
     *
     * @param refusals of the traces that are no behaviours of the specification
     * @param undecided why TLC came to no answer, for each trace of which it did not
     */
    record Traces(int accepted, int steps, List<Refusal> refusals, List<String> undecided) {
        static Traces of(List<TraceVerdict> verdicts) {
            int accepted = 0;
            int steps = 0;
            List<Refusal> refusals = new ArrayList<>();
            List<String> undecided = new ArrayList<>();
            for (TraceVerdict verdict : verdicts) {
                switch (verdict) {
                    case TraceVerdict.Accepted taken -> {
                        accepted++;
                        steps += taken.steps();
                    }
                    case TraceVerdict.Rejected rejected -> refusals.add(Refusal.of(rejected));
                    case TraceVerdict.Unknown unknown -> undecided.add(unknown.reason());
                }
            }
            return new Traces(accepted, steps, refusals, undecided);
        }
    }

    /**
     * A step that the specification cannot take.
     *
     * @param step such as {@code Q2}
     * @param story what led to it
     */
    record Refusal(String trace, String step, String what, String reason, String story, String state) {
        private static Refusal of(TraceVerdict.Rejected rejected) {
            return new Refusal(
                    rejected.run().name(),
                    rejected.step(),
                    rejected.what(),
                    rejected.reason(),
                    rejected.story(),
                    rejected.state());
        }
    }
}
