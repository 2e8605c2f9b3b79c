package register;

import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import next700.process.Automaton;
import next700.process.ClientId;
import next700.process.Effect;
import next700.process.Effects;
import next700.process.Guard;
import next700.process.Input;
import next700.process.ProcessId;
import next700.process.Step;
import next700.process.Timer;
import register.RegisterMessage.Ack;
import register.RegisterMessage.Query;
import register.RegisterMessage.Report;
import register.RegisterMessage.Update;

/** A client: it asks a majority what there is, and tells a majority what it read or writes. */
public final class RegisterClient implements Automaton {
    private enum Alarm implements Timer {
        /** Links lose messages. */
        RESEND
    }

    private static final long RESEND_MILLIS = 20;

    private final ClientId self;
    private final Majority group;
    private Optional<RegisterCall> call = Optional.empty();
    private Optional<RegisterMessage> asked = Optional.empty();
    private long phase;
    private Held latest = Held.NOTHING;
    private final SortedSet<ProcessId> answered = new TreeSet<>();

    public RegisterClient(ClientId self, Majority group) {
        this.self = self;
        this.group = group;
    }

    @Override
    public List<Effect> on(Input input) {
        Effects out = new Effects();
        switch (input) {
            case Input.Called called -> ask((RegisterCall) called.call(), out);
            case Input.Received received -> {
                switch (received.message()) {
                    case Report report -> onReport(received.from(), report, out);
                    case Ack ack -> onAck(received.from(), ack, out);
                    default -> {}
                }
            }
            case Input.Expired expired -> asked.ifPresent(message -> send(message, out));
            default -> {}
        }
        return out.toList();
    }

    @Step("Ask")
    private void ask(RegisterCall wanted, Effects out) {
        call = Optional.of(wanted);
        latest = Held.NOTHING;
        begin(new Query(++phase), out);
        out.took(new RegisterStep("Ask", self, self, Stamp.ZERO));
    }

    private void begin(RegisterMessage message, Effects out) {
        answered.clear();
        asked = Optional.of(message);
        send(message, out);
    }

    private void send(RegisterMessage message, Effects out) {
        group.replicas().forEach(replica -> out.send(replica, message));
        out.setTimer(Alarm.RESEND, RESEND_MILLIS);
    }

    private void onReport(ProcessId replica, Report report, Effects out) {
        if (asked.filter(Query.class::isInstance).isPresent() && isOfThisPhase(report.phase())) {
            latest = report.held().isLaterThan(latest) ? report.held() : latest;
            answered.add(replica);
            if (answered.size() >= group.majority()) {
                tell(out);
            }
        }
    }

    @Step("Tell")
    private void tell(Effects out) {
        if (call.orElseThrow() instanceof RegisterCall.Write write) {
            latest = new Held(latest.stamp().next(self), write.value());
        }
        begin(new Update(++phase, latest), out);
        out.took(new RegisterStep("Tell", self, self, latest.stamp()));
    }

    private void onAck(ProcessId replica, Ack ack, Effects out) {
        if (asked.filter(Update.class::isInstance).isPresent() && isOfThisPhase(ack.phase())) {
            answered.add(replica);
            if (answered.size() >= group.majority()) {
                end(out);
            }
        }
    }

    @Step("Return")
    private void end(Effects out) {
        asked = Optional.empty();
        out.cancelTimer(Alarm.RESEND);
        out.took(new RegisterStep("Return", self, self, latest.stamp()));
        out.tell(new RegisterCall.Returned(latest.value()));
    }

    /** An answer to an earlier question tells what a replica held then. */
    @Guard("Tell.phase")
    boolean isOfThisPhase(long answer) {
        return answer == phase;
    }
}
