package next700.simulation;

import java.util.Set;
import next700.process.ClientId;
import next700.process.Effect;
import next700.process.Message;
import next700.process.ReplicaId;
import next700.protocol.abstraction.History;
import next700.protocol.abstraction.InitCarrier;
import next700.protocol.abstraction.InstanceId;
import next700.protocol.abstraction.Request;
import next700.protocol.abstraction.StepRecord;
import next700.protocol.panicking.Abort;
import next700.protocol.panicking.AbortProof;
import next700.trial.Event;

/** Notices which {@link Sometimes} a run reaches. */
final class Coverage {
    private Coverage() {}

    static void observe(Set<Sometimes> reached, Event event, Facts before) {
        for (StepRecord step : event.steps(StepRecord.class)) {
            observe(reached, step, event, before);
        }
        if (!event.steps(StepRecord.class).isEmpty()
                && !before.setup().byzantine().isEmpty()) {
            for (Effect effect : event.effects()) {
                if (effect instanceof Effect.Send send) {
                    observe(reached, send.message(), event, before);
                }
            }
        }
    }

    private static void observe(Set<Sometimes> reached, StepRecord step, Event event, Facts before) {
        switch (step.kind()) {
            case EXECUTES -> {
                Request request = step.request().orElseThrow();
                if (step.init().isPresent()) {
                    reached.add(Sometimes.INIT_BY_REQUEST);
                } else if (step.history().equals(before.local(step.process(), step.instance()))) {
                    reached.add(Sometimes.REQUEST_SENT_AGAIN_IS_ANSWERED);
                }
                if (!before.isBenign(request.client())) {
                    reached.add(Sometimes.BYZANTINE_REQUEST_EXECUTED);
                }
                observeInit(reached, step, event, before);
            }
            case STOPS -> {
                if (step.step().equals("C.idle")) {
                    reached.add(Sometimes.CHAIN_IS_IDLE);
                }
                if (step.step().equals("LCS.2")) {
                    reached.add(Sometimes.CHECKPOINT_MISSED);
                }
                if (step.init().isPresent()) {
                    reached.add(Sometimes.INIT_BY_PANIC);
                }
                observeInit(reached, step, event, before);
            }
            case COMMITS -> {
                if (!before.arena().isSpeculative(step.instance())) {
                    reached.add(Sometimes.BACKUP_COMMITS);
                }
            }
            case ABORTS -> {
                if (!before.arena().isSpeculative(step.instance())) {
                    reached.add(Sometimes.BACKUP_ABORTS);
                }
                if (step.history().orElseThrow().length() > 0) {
                    reached.add(Sometimes.ABORT_WITH_A_HISTORY);
                }
            }
            case INTERNAL -> {
                switch (step.step()) {
                    case "LCS.3" -> reached.add(Sometimes.HISTORY_CUT_OFF);
                    case "LCS.fetched" -> reached.add(Sometimes.STATE_FETCHED);
                    default -> {}
                }
            }
            default -> {}
        }
    }

    private static void observeInit(Set<Sometimes> reached, StepRecord step, Event event, Facts before) {
        if (step.init().isEmpty()) {
            return;
        }
        History adopted = step.init().get();
        if (event.message().orElse(null) instanceof InitCarrier carrier
                && carrier.init().orElse(null) instanceof AbortProof proof
                && proof.aborts().stream().anyMatch(abort -> !abort.history().isWhole())) {
            reached.add(Sometimes.INIT_CUT_OFF);
        }
        if (event.flight()
                .filter(flight -> flight.from() instanceof ClientId && !before.isBenign(flight.from()))
                .isPresent()) {
            reached.add(Sometimes.BYZANTINE_INIT_ADOPTED);
        }
        for (Facts.Init init : before.inits()) {
            if (init.process() instanceof ReplicaId
                    && init.instance().equals(step.instance())
                    && !init.history().equals(adopted)) {
                reached.add(Sometimes.DIFFERENT_INITS);
            }
        }
    }

    private static void observe(Set<Sometimes> reached, Message message, Event event, Facts before) {
        if (event.process() instanceof ClientId client
                && message instanceof InitCarrier carrier
                && carrier.init().orElse(null) instanceof AbortProof proof
                && !reached.contains(Sometimes.BYZANTINE_ABORT_OUTVOTED)) {
            History prevailing =
                    before.lastAbort(client).map(Facts.Aborted::history).orElse(History.EMPTY);
            for (Abort abort : proof.aborts()) {
                boolean differs = before.whole(abort.history())
                        .filter(prevailing::isPrefixOf)
                        .isEmpty();
                if (!before.isBenign(abort.replica()) && differs) {
                    reached.add(Sometimes.BYZANTINE_ABORT_OUTVOTED);
                }
            }
        }
    }

    /** At the end of the run. */
    static void complete(Set<Sometimes> reached, Facts facts, Set<ReplicaId> restarted) {
        if (facts.isContended()) {
            reached.add(Sometimes.CLIENTS_CONTEND);
        }
        boolean byzantineReplica = facts.arena().group().replicas().stream().anyMatch(facts.setup()::isByzantine);
        for (Facts.Committed commit : facts.committed()) {
            reached.add(inInstance(commit.instance()));
            if (byzantineReplica) {
                reached.add(Sometimes.COMMIT_WITH_BYZANTINE_REPLICA);
            }
            if (restarted.stream()
                    .anyMatch(replica -> !facts.mustBeSilent(replica, commit.instance())
                            && facts.local(replica, commit.instance()).isPresent())) {
                reached.add(Sometimes.RESTARTED_REPLICA_COMMITS);
            }
            if (facts.aborted().stream().anyMatch(abort -> abort.instance().equals(commit.instance()))) {
                reached.add(Sometimes.COMMIT_THEN_ABORT);
            }
        }
        if (facts.isDisturbed() && facts.isHealed() && !facts.isAnyoneWaiting()) {
            reached.add(Sometimes.EVERYONE_COMMITS_AFTER_FAULTS);
        }
    }

    private static Sometimes inInstance(InstanceId instance) {
        if (instance.equals(InstanceId.FIRST)) {
            return Sometimes.COMMIT_IN_THE_FIRST_INSTANCE;
        }
        return instance.number() == 2 ? Sometimes.COMMIT_IN_THE_SECOND_INSTANCE : Sometimes.COMMIT_IN_A_LATER_INSTANCE;
    }
}
