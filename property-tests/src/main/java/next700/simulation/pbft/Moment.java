package next700.simulation.pbft;

import java.util.ArrayList;
import java.util.List;
import next700.process.ClientId;
import next700.process.Effect;
import next700.protocol.abstraction.Indication;
import next700.protocol.abstraction.StepRecord;
import next700.protocol.pbft.PbftMessage.Checkpoint;
import next700.protocol.pbft.PbftMessage.Commit;
import next700.protocol.pbft.PbftMessage.NewView;
import next700.protocol.pbft.PbftMessage.PrePrepare;
import next700.protocol.pbft.PbftMessage.Prepare;
import next700.protocol.pbft.PbftMessage.ViewChange;
import next700.trial.Event;

/**
 * What a correct process did on one input: the steps that it took, and what it said, each message once, by kind.
 *
 * @param told what a client told its caller
 */
public record Moment(
        Event event,
        List<StepRecord> steps,
        List<Indication> told,
        List<PrePrepare> prePrepares,
        List<Prepare> prepares,
        List<Commit> commits,
        List<Checkpoint> checkpoints,
        List<ViewChange> viewChanges,
        List<NewView> newViews) {

    static Moment of(Event event) {
        List<PrePrepare> prePrepares = new ArrayList<>(0);
        List<Prepare> prepares = new ArrayList<>(0);
        List<Commit> commits = new ArrayList<>(0);
        List<Checkpoint> checkpoints = new ArrayList<>(0);
        List<ViewChange> viewChanges = new ArrayList<>(0);
        List<NewView> newViews = new ArrayList<>(0);
        for (Effect effect : event.effects()) {
            if (effect instanceof Effect.Send send) {
                switch (send.message()) {
                    case PrePrepare m -> addOnce(m, prePrepares);
                    case Prepare m -> addOnce(m, prepares);
                    case Commit m -> addOnce(m, commits);
                    case Checkpoint m -> addOnce(m, checkpoints);
                    case ViewChange m -> addOnce(m, viewChanges);
                    case NewView m -> addOnce(m, newViews);
                    default -> {}
                }
            }
        }
        return new Moment(
                event,
                event.steps(StepRecord.class),
                event.process() instanceof ClientId ? event.told(Indication.class) : List.of(),
                prePrepares,
                prepares,
                commits,
                checkpoints,
                viewChanges,
                newViews);
    }

    /** Whoever sends to all sends the same object to each in turn: to compare all that is in it would take long. */
    @SuppressWarnings("ReferenceEquality")
    private static <M> void addOnce(M message, List<M> all) {
        if (all.isEmpty() || all.getLast() != message) {
            all.add(message);
        }
    }

    /** The steps of a name. */
    public List<StepRecord> steps(String name) {
        List<StepRecord> found = List.of();
        for (StepRecord step : steps) {
            if (step.step().equals(name)) {
                if (found.isEmpty()) {
                    found = new ArrayList<>(2);
                }
                found.add(step);
            }
        }
        return found;
    }

    /** The commits that a client was told of. */
    public List<Indication.Commit> committed() {
        return told.isEmpty()
                ? List.of()
                : told.stream()
                        .filter(Indication.Commit.class::isInstance)
                        .map(Indication.Commit.class::cast)
                        .toList();
    }
}
