package next700.protocol.register;

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
import next700.process.ReplicaId;
import next700.process.Step;
import next700.process.Timer;
import next700.protocol.authentication.Authentication;
import next700.protocol.register.RegisterCall.Exhausted;
import next700.protocol.register.RegisterCall.Returned;
import next700.protocol.register.RegisterCall.Write;
import next700.protocol.register.RegisterMessage.Ack;
import next700.protocol.register.RegisterMessage.Query;
import next700.protocol.register.RegisterMessage.Report;
import next700.protocol.register.RegisterMessage.Update;

/**
 * A client (slides, "Shared Variable with Quorums", repaired): it asks a read quorum what there is, and tells a write quorum what it
 * writes, or, if it reads and is promised an atomic register, what it is about to return.
 */
public final class RegisterClient implements Automaton {
    private enum Alarm implements Timer {
        /** Links lose messages. */
        RESEND
    }

    private static final long RESEND_MILLIS = 20;

    private final ClientId self;
    private final RegisterGroup group;
    private final Authentication keys;
    private final SortedSet<ReplicaId> acknowledged = new TreeSet<>();
    private Optional<RegisterCall> call = Optional.empty();
    private Optional<RegisterMessage> asked = Optional.empty();
    private Answers answers;
    private long phase;
    private Held chosen = Held.NOTHING;

    public RegisterClient(ClientId self, RegisterGroup group, Authentication keys) {
        this.self = self;
        this.group = group;
        this.keys = keys;
        this.answers = new Answers(group);
    }

    @Override
    public List<Effect> on(Input input) {
        Effects out = new Effects();
        switch (input) {
            case Input.Called called
            when called.call() instanceof RegisterCall wanted -> {
                call = Optional.of(wanted);
                ask(out);
            }
            case Input.Received received
            when received.from() instanceof ReplicaId replica && group.contains(replica) -> {
                switch (received.message()) {
                    case Report report -> onReport(replica, report, out);
                    case Ack ack -> onAck(replica, ack, out);
                    default -> {}
                }
            }
            case Input.Expired expired -> onExpired(out);
            default -> {}
        }
        return out.toList();
    }

    @Step("Ask")
    private void ask(Effects out) {
        answers = new Answers(group);
        begin(new Query(++phase), out);
        out.took(RegisterStep.of("Ask", self, self, Held.NOTHING));
    }

    private void begin(RegisterMessage message, Effects out) {
        asked = Optional.of(message);
        send(message, out);
    }

    private void send(RegisterMessage message, Effects out) {
        group.replicas().forEach(replica -> out.send(replica, message));
        out.setTimer(Alarm.RESEND, RESEND_MILLIS);
    }

    /** Who had answers of everyone and could not choose asks anew: what was under way has arrived meanwhile. */
    private void onExpired(Effects out) {
        if (asked.orElse(null) instanceof Query && answers.isEveryone()) {
            ask(out);
        } else {
            asked.ifPresent(message -> send(message, out));
        }
    }

    private void onReport(ReplicaId replica, Report report, Effects out) {
        if (asked.orElse(null) instanceof Query && isOfThisPhase(report.phase()) && isGenuine(report.held())) {
            answers.add(replica, report.held());
            if (answers.isQuorum()) {
                choose(out);
            }
        }
    }

    private void choose(Effects out) {
        if (call.orElseThrow() instanceof Write write) {
            write(write, out);
        } else {
            answers.value().ifPresent(held -> {
                chosen = held;
                if (group.variant().guarantee() == Guarantee.ATOMIC) {
                    tell(out);
                } else {
                    end(out);
                }
            });
        }
    }

    private void write(Write write, Effects out) {
        if (answers.number() >= Stamp.LAST) {
            finish(out);
            out.tell(new Exhausted());
        } else {
            Held mine = Held.of(Stamp.after(answers.number(), self), write.value());
            chosen = group.variant().trust() == Trust.WRITERS ? mine.signedBy(keys) : mine;
            tell(out);
        }
    }

    @Step("Tell")
    private void tell(Effects out) {
        acknowledged.clear();
        begin(new Update(++phase, chosen), out);
        out.took(RegisterStep.of("Tell", self, self, chosen));
    }

    private void onAck(ReplicaId replica, Ack ack, Effects out) {
        if (asked.orElse(null) instanceof Update && isOfThisPhase(ack.phase())) {
            acknowledged.add(replica);
            if (isTold()) {
                end(out);
            }
        }
    }

    @Step("Return")
    private void end(Effects out) {
        finish(out);
        out.took(RegisterStep.of("Return", self, self, chosen));
        out.tell(new Returned(chosen));
    }

    private void finish(Effects out) {
        asked = Optional.empty();
        call = Optional.empty();
        out.cancelTimer(Alarm.RESEND);
    }

    /** An answer to an earlier question tells what a replica held then. */
    @Guard("Tell.phase")
    boolean isOfThisPhase(long answer) {
        return answer == phase;
    }

    /** Where values speak for themselves: a replica cannot have made it up. */
    @Guard("Tell.signed")
    boolean isGenuine(Held held) {
        return group.variant().trust() != Trust.WRITERS || held.isAuthentic(keys);
    }

    /** Whether a quorum holds what was told, or something later: every later question meets it. */
    @Guard("Return.told")
    boolean isTold() {
        return group.isWriteQuorum(acknowledged);
    }
}
