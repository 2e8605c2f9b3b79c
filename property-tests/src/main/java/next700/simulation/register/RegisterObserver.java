package next700.simulation.register;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import next700.history.Value;
import next700.linearizability.Register;
import next700.process.ClientId;
import next700.process.Input;
import next700.process.ProcessId;
import next700.protocol.register.Guarantee;
import next700.protocol.register.RegisterCall;
import next700.protocol.register.RegisterCall.Returned;
import next700.protocol.register.RegisterCall.Write;
import next700.protocol.register.RegisterGroup;
import next700.protocol.register.RegisterMessage.Update;
import next700.protocol.register.RegisterStep;
import next700.protocol.register.Trust;
import next700.trial.ClientHistory;
import next700.trial.Event;
import next700.trial.Flight;
import next700.trial.Goal;
import next700.trial.Observer;
import next700.trial.Violation;

/** Watches a register: what correct clients see is what they were promised, and every operation returns. */
final class RegisterObserver implements Observer {
    static final String SAFE = "Register.Safe";
    static final String REGULAR = "Register.Regular";
    static final String ATOMIC = "Register.Atomic";
    static final String GENUINE = "Register.Genuine";
    static final String RETURNS = "Register.EveryOperationReturns";

    private final RegisterGroup group;
    private final Set<ProcessId> liars;
    private final Set<RegisterSometimes> reached;
    private final Set<ProcessId> waiting;
    private final ClientHistory history = new ClientHistory();
    private final Reading reading = new Reading();
    private final Map<ProcessId, RegisterCall> calls = new TreeMap<>();
    private final Map<ProcessId, Integer> questions = new TreeMap<>();
    private final List<Long> written = new ArrayList<>(List.of(0L));
    private int numberOfLies;
    private int lastEvent;

    /**
     * Begins to watch.
     *
     * @param liars nobody's word about them is taken
     * @param reached where goals are noted
     * @param waiting the correct clients that have an operation outstanding
     */
    RegisterObserver(
            RegisterGroup group, Set<ProcessId> liars, Set<RegisterSometimes> reached, Set<ProcessId> waiting) {
        this.group = group;
        this.liars = liars;
        this.reached = reached;
        this.waiting = waiting;
    }

    /** What a client that lies says counts as a write of a client of its own, which never returns. */
    void isSaidByALiar(long value) {
        written.add(value);
        history.asks(new ClientId(100 + ++numberOfLies), "write", Value.of(value), lastEvent);
    }

    @Override
    public void sent(Flight flight) {
        if (flight.byzantine() && group.replicas().contains(flight.from())) {
            reached.add(RegisterSometimes.LIED);
        }
    }

    @Override
    public List<Violation> sees(Event event) {
        lastEvent = event.number();
        List<Violation> found = new ArrayList<>();
        if (event.input() instanceof Input.Called called && called.call() instanceof RegisterCall call) {
            asks(event, call);
        }
        for (Returned returned : event.told(Returned.class)) {
            isTold(event, returned.held().value());
            if (!written.contains(returned.held().value())) {
                found.add(new Violation(
                        GENUINE,
                        "%s returns %s, which nobody wrote.".formatted(event.process(), returned.held()),
                        event.number()));
            }
        }
        noteSteps(event);
        return found;
    }

    private void asks(Event event, RegisterCall call) {
        calls.put(event.process(), call);
        questions.put(event.process(), 0);
        if (call instanceof Write write) {
            written.add(write.value());
            history.asks(event.process(), "write", Value.of(write.value()), event.number());
            reading.asks(event.process(), false, write.value(), event.number());
        } else {
            history.asks(event.process(), "read", new Value.Nil(), event.number());
            reading.asks(event.process(), true, 0, event.number());
        }
    }

    private void isTold(Event event, long value) {
        history.isTold(event.process(), value == 0 ? new Value.Nil() : Value.of(value), event.number());
        reading.isTold(event.process(), value, event.number());
        if (calls.get(event.process()) instanceof RegisterCall.Read && value > 0) {
            reached.add(RegisterSometimes.READ_WHAT_WAS_WRITTEN);
        }
    }

    private void noteSteps(Event event) {
        for (RegisterStep step : event.steps(RegisterStep.class)) {
            if (step.step().equals("Ask") && questions.merge(event.process(), 1, Integer::sum) > 1) {
                reached.add(RegisterSometimes.ASKED_AGAIN);
            }
        }
        if (event.message().filter(Update.class::isInstance).isPresent()
                && event.steps().isEmpty()) {
            reached.add(RegisterSometimes.OVERTAKEN);
        }
    }

    @Override
    public List<Violation> atTheEnd(Event last, boolean isDone) {
        List<Violation> found = new ArrayList<>();
        Optional<String> notAtomic = history.contradiction(new Register());
        Optional<String> notRegular = reading.notRegular();
        if (group.variant().guarantee() == Guarantee.ATOMIC) {
            notAtomic.ifPresent(why -> found.add(new Violation(ATOMIC, why, last.number())));
        } else if (notAtomic.isPresent()) {
            reached.add(RegisterSometimes.NOT_ATOMIC);
        }
        if (!clientLies()) {
            if (group.variant().guarantee() != Guarantee.SAFE) {
                notRegular.ifPresent(why -> found.add(new Violation(REGULAR, why, last.number())));
            } else if (notRegular.isPresent()) {
                reached.add(RegisterSometimes.NOT_REGULAR);
            }
            reading.notSafe().ifPresent(why -> found.add(new Violation(SAFE, why, last.number())));
        }
        if (mustReturn() && (!isDone || !waiting.isEmpty())) {
            found.add(new Violation(RETURNS, waiting + " wait in vain.", last.number()));
        }
        return found;
    }

    private boolean clientLies() {
        return liars.stream().anyMatch(ClientId.class::isInstance);
    }

    /** Where readers wait for votes, a client that tells every replica something else keeps them waiting. */
    private boolean mustReturn() {
        return !(clientLies() && group.variant().trust() == Trust.VOTES);
    }

    @Override
    public Set<Goal> reached() {
        return Set.copyOf(reached);
    }

    static List<String> properties(Guarantee guarantee) {
        List<String> properties = new ArrayList<>(List.of(GENUINE, SAFE));
        if (guarantee != Guarantee.SAFE) {
            properties.add(REGULAR);
        }
        if (guarantee == Guarantee.ATOMIC) {
            properties.add(ATOMIC);
        }
        properties.addAll(List.of(RETURNS, NEVER_FAILS));
        return properties;
    }
}
