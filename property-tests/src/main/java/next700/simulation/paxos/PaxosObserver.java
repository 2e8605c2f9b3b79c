package next700.simulation.paxos;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import next700.linearizability.Specification;
import next700.process.ClientId;
import next700.process.Effect;
import next700.process.Input;
import next700.process.ProcessId;
import next700.protocol.acceptors.Acceptors;
import next700.protocol.paxos.PaxosClient.Answered;
import next700.protocol.paxos.PaxosMessage.Reply;
import next700.protocol.paxos.PaxosMessage.Request;
import next700.protocol.paxos.PaxosStep;
import next700.protocol.paxos.Update;
import next700.simulation.paxos.PaxosFacts.Proposed;
import next700.trial.ClientHistory;
import next700.trial.Event;
import next700.trial.Goal;
import next700.trial.Observer;
import next700.trial.Violation;

/** Holds a run against what the report promises, and against what carries it. */
final class PaxosObserver implements Observer {
    /** Promised, then what carries it, then what the run itself sees to. */
    static final List<String> PROPERTIES = List.of(
            "Linearizable",
            "Paxos-S1",
            "Paxos-L1",
            "ExecutedIfAsked",
            "ChosenSurvives",
            "OneProposal",
            "OrderedIsChosen",
            "AcceptsInItsView",
            "NoGap",
            NEVER_FAILS,
            OWN_INVARIANTS);

    private final PaxosFacts facts;
    private final Specification<?> service;
    private final ClientHistory seen = new ClientHistory();
    private final Map<ProcessId, Load> waiting = new TreeMap<>();
    private final Set<ProcessId> enteredByProof = new HashSet<>();
    private final Set<PaxosSometimes> reached = EnumSet.noneOf(PaxosSometimes.class);
    private final List<Violation> found = new ArrayList<>();

    private Function<ClientId, Load> load;

    PaxosObserver(Acceptors group, Specification<?> service) {
        this.facts = new PaxosFacts(group);
        this.service = service;
    }

    void reached(PaxosSometimes goal) {
        reached.add(goal);
    }

    /** Where to look up what a client asks for. */
    void readsLoadFrom(Function<ClientId, Load> asked) {
        this.load = asked;
    }

    /** A server begins another life. */
    void comesBack(ProcessId server, boolean wasLeading) {
        facts.beginsAnew(server);
        enteredByProof.remove(server);
        reached(wasLeading ? PaxosSometimes.LEADER_RESTARTED : PaxosSometimes.RESTARTED);
    }

    @Override
    public List<Violation> sees(Event event) {
        found.clear();
        if (event.input() instanceof Input.Called) {
            Load asked = load.apply((ClientId) event.process());
            seen.asks(event.process(), asked.function(), asked.argument(), event.number());
            waiting.put(event.process(), asked);
        }
        for (Answered answered : event.told(Answered.class)) {
            Load asked = waiting.remove(event.process());
            seen.isTold(event.process(), asked.answer(answered.reply()), event.number());
            reached(PaxosSometimes.ANSWERED);
        }
        for (PaxosStep step : event.steps(PaxosStep.class)) {
            sees(event, step);
        }
        if (event.message().filter(Request.class::isInstance).isPresent()
                && event.effects().stream()
                        .anyMatch(effect -> effect instanceof Effect.Send send && send.message() instanceof Reply)
                && event.steps().isEmpty()) {
            reached(PaxosSometimes.ANSWERED_AGAIN);
        }
        return List.copyOf(found);
    }

    private void sees(Event event, PaxosStep step) {
        Proposed at = new Proposed(step.view(), step.sequence());
        switch (step.step()) {
            case PaxosStep.INVOKE -> facts.asks(step.updates().getFirst());
            case PaxosStep.PREPARE -> facts.installs(step.process(), step.view());
            case PaxosStep.PREPARE_OK -> {
                if (enteredByProof.contains(step.process()) && facts.installed(step.process()) == step.view()) {
                    reached(PaxosSometimes.PREPARED_AFTER_PROOF);
                }
                facts.installs(step.process(), step.view());
                enteredByProof.remove(step.process());
            }
            case PaxosStep.ADOPT -> {
                facts.installs(step.process(), step.view());
                enteredByProof.add(step.process());
                reached(PaxosSometimes.ENTERED_BY_PROOF);
            }
            case PaxosStep.PROPOSE -> {
                proposes(event, at, step.updates());
                accepts(event, step, at);
            }
            case PaxosStep.ACCEPT -> accepts(event, step, at);
            case PaxosStep.ORDER -> {
                orders(event, step);
                if (step.view() > 1) {
                    reached(PaxosSometimes.LATER_VIEW);
                }
            }
            case PaxosStep.RECONCILE -> {
                orders(event, step);
                reached(PaxosSometimes.RECONCILED);
            }
            case PaxosStep.EXECUTE -> executes(event, step);
            case PaxosStep.SNAPSHOT -> {
                if (step.sequence() > facts.executed(step.process())) {
                    reached(PaxosSometimes.CAUGHT_UP);
                    facts.executes(step.process(), step.sequence());
                } else if (step.sequence() < facts.executed(step.process())) {
                    breaks("NoGap", event, "%s goes back to %s.", step.process(), step.sequence());
                }
            }
            default -> {}
        }
    }

    private void proposes(Event event, Proposed at, List<Update> updates) {
        facts.proposes(at, updates)
                .ifPresent(other -> breaks(
                        "OneProposal", event, "In view %d at %d %s and %s.", at.view(), at.sequence(), other, updates));
        facts.chosen(at.sequence())
                .headMap(at.view())
                .forEach((view, chosen) -> keepsWhatIsChosen(event, at, view, chosen, updates));
        coverage(at, updates);
    }

    private void coverage(Proposed at, List<Update> updates) {
        if (updates.isEmpty()) {
            reached(PaxosSometimes.HOLE_FILLED);
        }
        if (updates.size() > 1) {
            reached(PaxosSometimes.BATCHED);
        }
        facts.proposals().forEach((other, earlier) -> {
            boolean isLaterView = other.view() < at.view();
            if (isLaterView && other.sequence() == at.sequence() && earlier.equals(updates)) {
                reached(PaxosSometimes.PROPOSED_AGAIN);
            }
            if (other.view() == at.view()
                    && other.sequence() < at.sequence()
                    && facts.ordered(other.sequence()).isEmpty()) {
                reached(PaxosSometimes.PIPELINED);
            }
        });
    }

    private void keepsWhatIsChosen(Event event, Proposed at, long view, List<Update> chosen, List<Update> later) {
        if (!chosen.equals(later)) {
            breaks(
                    "ChosenSurvives",
                    event,
                    "At %d in view %d %s may be ordered, and in view %d %s is proposed.",
                    at.sequence(),
                    view,
                    chosen,
                    at.view(),
                    later);
        }
    }

    private void accepts(Event event, PaxosStep step, Proposed at) {
        if (facts.installed(step.process()) > at.view()) {
            breaks(
                    "AcceptsInItsView",
                    event,
                    "%s accepts in view %d, and had installed %d.",
                    step.process(),
                    at.view(),
                    facts.installed(step.process()));
        }
        if (facts.accepts(step.process(), at, step.updates())) {
            facts.proposals().forEach((other, updates) -> {
                if (other.sequence() == at.sequence() && other.view() > at.view()) {
                    keepsWhatIsChosen(event, other, at.view(), step.updates(), updates);
                }
            });
        }
    }

    private void orders(Event event, PaxosStep step) {
        facts.orders(step.sequence(), step.updates())
                .ifPresent(other -> breaks(
                        "Paxos-S1", event, "At %d are ordered %s and %s.", step.sequence(), other, step.updates()));
        if (!facts.chosen(step.sequence()).containsValue(step.updates())) {
            breaks(
                    "OrderedIsChosen",
                    event,
                    "At %d %s is ordered; enough servers have accepted %s.",
                    step.sequence(),
                    step.updates(),
                    facts.chosen(step.sequence()));
        }
        facts.proposals().forEach((other, updates) -> {
            if (other.sequence() == step.sequence() && !updates.equals(step.updates())) {
                reached(PaxosSometimes.PROPOSAL_REPLACED);
            }
        });
    }

    private void executes(Event event, PaxosStep step) {
        long before = facts.executed(step.process());
        if (before > 0 && step.sequence() != before + 1) {
            breaks("NoGap", event, "%s executes %d after %d.", step.process(), step.sequence(), before);
        }
        facts.executes(step.process(), step.sequence());
        facts.ordered(step.sequence())
                .filter(other -> !other.equals(step.updates()))
                .ifPresent(other -> breaks(
                        "Paxos-S1",
                        event,
                        "%s executes %s at %d, where %s is ordered.",
                        step.process(),
                        step.updates(),
                        step.sequence(),
                        other));
        for (Update update : step.updates()) {
            if (!facts.isAsked(update)) {
                breaks("ExecutedIfAsked", event, "%s executes %s, for which nobody asked.", step.process(), update);
            }
        }
    }

    private void breaks(String property, Event event, String format, Object... arguments) {
        found.add(new Violation(property, format.formatted(arguments), event.number()));
    }

    @Override
    public List<Violation> atTheEnd(Event last, boolean isDone) {
        List<Violation> atLast = new ArrayList<>();
        Optional<String> contradiction = seen.contradiction(service);
        contradiction.ifPresent(why -> atLast.add(new Violation("Linearizable", why, last.number())));
        if (!isDone || !waiting.isEmpty()) {
            atLast.add(new Violation(
                    "Paxos-L1",
                    "A majority is up and hears one another; %s wait in vain.".formatted(waiting.keySet()),
                    last.number()));
        }
        return atLast;
    }

    @Override
    public Set<Goal> reached() {
        return Set.copyOf(reached);
    }
}
