package next700.simulation.synod;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import next700.process.Bytes;
import next700.process.ClientId;
import next700.process.Effect;
import next700.process.Input;
import next700.process.ProcessId;
import next700.protocol.acceptors.Acceptors;
import next700.protocol.synod.Proposal;
import next700.protocol.synod.SynodCall.Learned;
import next700.protocol.synod.SynodCall.Propose;
import next700.protocol.synod.SynodMessage.Accept;
import next700.protocol.synod.SynodMessage.Refused;
import next700.protocol.synod.SynodStep;
import next700.trial.Event;
import next700.trial.Goal;
import next700.trial.Observer;
import next700.trial.Violation;

/** Holds a run against what Paxos Made Simple promises in 2.1, and against what carries it in 2.2. */
final class SynodObserver implements Observer {
    /** Promised, then what carries it, then what the run itself sees to. */
    static final List<String> PROPERTIES = List.of(
            "SingleValue",
            "OnlyProposed",
            "LearnsWhatIsChosen",
            "EveryProposerLearns",
            "P2b",
            "OneValueEach",
            "P1a",
            NEVER_FAILS,
            OWN_INVARIANTS);

    private final SynodFacts facts;
    private final Set<ProcessId> waiting = new LinkedHashSet<>();
    private final Set<SynodSometimes> reached = EnumSet.noneOf(SynodSometimes.class);
    private final Set<ProcessId> prepared = new LinkedHashSet<>();

    SynodObserver(Acceptors group) {
        this.facts = new SynodFacts(group);
    }

    void reached(SynodSometimes goal) {
        reached.add(goal);
    }

    @Override
    public List<Violation> sees(Event event) {
        List<Violation> found = new ArrayList<>(0);
        if (event.input() instanceof Input.Called called && called.call() instanceof Propose propose) {
            facts.wants(propose.value());
            waiting.add(event.process());
        }
        for (SynodStep step : event.steps(SynodStep.class)) {
            switch (step.step()) {
                case SynodStep.PREPARE -> {
                    if (!prepared.add(event.process())) {
                        reached(SynodSometimes.BEGAN_AGAIN);
                    }
                }
                case SynodStep.PREPARE_OK -> facts.promises(event.process(), step.number());
                case SynodStep.ACCEPT -> proposes(event, proposal(step), found);
                case SynodStep.ACCEPT_OK -> accepts(event, proposal(step), found);
                default -> {}
            }
        }
        for (Learned learned : event.told(Learned.class)) {
            waiting.remove(event.process());
            learns(event, learned.value(), found);
        }
        if (event.message().filter(Accept.class::isInstance).isPresent()
                && event.effects().stream()
                        .anyMatch(effect -> effect instanceof Effect.Send send && send.message() instanceof Refused)) {
            reached(SynodSometimes.OVERTAKEN);
        }
        return found;
    }

    private static Proposal proposal(SynodStep step) {
        return new Proposal(step.number(), step.value().orElseThrow());
    }

    private void proposes(Event event, Proposal proposal, List<Violation> found) {
        facts.proposes(proposal);
        Set<Bytes> under = facts.proposed().get(proposal.number());
        if (under.size() > 1) {
            found.add(violation("OneValueEach", event, "Under %s were proposed %s.", proposal.number(), texts(under)));
        }
        if (!facts.wanted().contains(proposal.value())) {
            found.add(violation(
                    "OnlyProposed",
                    event,
                    "Nobody asked for %s.",
                    proposal.value().toUtf8()));
        }
        for (Proposal chosen : facts.chosen()) {
            keepsWhatIsChosen(event, chosen, proposal, found);
        }
    }

    private void accepts(Event event, Proposal proposal, List<Violation> found) {
        if (facts.promised(event.process()).compareTo(proposal.number()) > 0) {
            found.add(violation(
                    "P1a",
                    event,
                    "%s accepted %s, and had promised to accept nothing below %s.",
                    event.process(),
                    proposal,
                    facts.promised(event.process())));
        }
        if (facts.promised(event.process()).compareTo(proposal.number()) < 0) {
            reached(SynodSometimes.ACCEPTED_UNPROMISED);
        }
        if (!facts.proposed().getOrDefault(proposal.number(), Set.of()).contains(proposal.value())) {
            found.add(violation("OnlyProposed", event, "%s was accepted, and never proposed.", proposal));
        }
        if (facts.accepts(event.process(), proposal)) {
            isChosen(event, proposal, found);
        }
    }

    private void isChosen(Event event, Proposal proposal, List<Violation> found) {
        for (Proposal other : facts.chosen()) {
            if (!other.value().equals(proposal.value())) {
                found.add(violation("SingleValue", event, "%s is chosen, and so is %s.", proposal, other));
            } else if (!other.equals(proposal)) {
                reached(SynodSometimes.CHOSEN_TWICE);
            }
        }
        facts.proposed()
                .tailMap(proposal.number())
                .forEach((number, values) -> values.forEach(
                        value -> keepsWhatIsChosen(event, proposal, new Proposal(number, value), found)));
        for (Proposal accepted : facts.accepted()) {
            boolean isEarlier = accepted.number().compareTo(proposal.number()) < 0;
            if (isEarlier && accepted.value().equals(proposal.value())) {
                if (accepted.number().proposer() != proposal.number().proposer()) {
                    reached(SynodSometimes.TAKEN_OVER);
                }
            } else if (isEarlier) {
                reached(SynodSometimes.NOT_CHOSEN);
            }
        }
    }

    private static void keepsWhatIsChosen(Event event, Proposal chosen, Proposal later, List<Violation> found) {
        if (later.number().compareTo(chosen.number()) > 0 && !later.value().equals(chosen.value())) {
            found.add(violation("P2b", event, "%s is chosen, and %s is proposed.", chosen, later));
        }
    }

    private void learns(Event event, Bytes value, List<Violation> found) {
        if (!facts.isChosen(value)) {
            found.add(violation(
                    "LearnsWhatIsChosen",
                    event,
                    "%s learns that %s is chosen; chosen are %s.",
                    event.process(),
                    value.toUtf8(),
                    facts.chosen()));
        }
    }

    private static Violation violation(String property, Event event, String format, Object... arguments) {
        return new Violation(property, format.formatted(arguments), event.number());
    }

    private static List<String> texts(Set<Bytes> values) {
        return values.stream().map(Bytes::toUtf8).toList();
    }

    @Override
    public List<Violation> atTheEnd(Event last, boolean isDone) {
        return isDone && waiting.isEmpty()
                ? List.of()
                : List.of(violation(
                        "EveryProposerLearns",
                        last,
                        "All are up and links lose nothing; %s do not learn what is chosen.",
                        waiting));
    }

    /** Whether somebody asked, and was not answered in this life. */
    boolean isWaiting(ClientId proposer) {
        return waiting.contains(proposer);
    }

    /** A proposer that crashes is asked again. */
    @Override
    public void crashed(ProcessId process) {
        waiting.remove(process);
    }

    @Override
    public Set<Goal> reached() {
        return Set.copyOf(reached);
    }
}
