package next700.simulation.invariant;

import java.util.List;
import java.util.Optional;
import next700.process.Effect;
import next700.protocol.backup.BackupAbort;
import next700.simulation.Facts;
import next700.trial.Event;
import next700.trial.Violation;

/**
 * Step B4 (thesis 3.4.3): all that correct replicas sign in an instance of Backup is one history, so that {@code f + 1}
 * signatures of it can be had, and none of another. It holds of a replica that lost its memory, too. TLA+:
 * {@code B_OneAbortHistory}.
 */
final class OneAbortHistory implements Invariant {
    @Override
    public String id() {
        return "B.OneAbortHistory";
    }

    @Override
    public Optional<Violation> check(Event event, Facts before) {
        for (Effect effect : event.effects()) {
            if (effect instanceof Effect.Send send && send.message() instanceof BackupAbort abort) {
                List<BackupAbort> known = before.backupAbortsIn(abort.instance());
                if (!known.isEmpty() && !known.getFirst().history().equals(abort.history())) {
                    return violated(
                            event,
                            "Correct replica %s aborts with %s in instance %s. Correct replica %s had aborted with %s there."
                                    .formatted(
                                            event.process(),
                                            abort.history(),
                                            abort.instance(),
                                            known.getFirst().replica(),
                                            known.getFirst().history()));
                }
            }
        }
        return Optional.empty();
    }
}
