package next700.protocol.synod;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import next700.process.Automaton;
import next700.process.Bound;
import next700.process.Bytes;
import next700.process.ClientId;
import next700.process.Effect;
import next700.process.Effects;
import next700.process.Guard;
import next700.process.Input;
import next700.process.ProcessId;
import next700.process.Step;
import next700.process.Stored;
import next700.process.Timer;
import next700.protocol.acceptors.Acceptors;
import next700.protocol.synod.SynodMessage.Accept;
import next700.protocol.synod.SynodMessage.AcceptOk;
import next700.protocol.synod.SynodMessage.Decided;
import next700.protocol.synod.SynodMessage.Prepare;
import next700.protocol.synod.SynodMessage.PrepareOk;
import next700.protocol.synod.SynodMessage.Refused;

/**
 * "Proposer Algorithm for Value v". It begins again, under a higher number, until a value is chosen; each proposer waits for
 * a time of its own in between, so that one of several gets through (Paxos Made Simple, 2.4).
 */
public final class Proposer implements Automaton {
    /** The last round that a proposer has used. */
    public record Used(@Bound long round) {}

    private enum Alarm implements Timer {
        /** Somebody else was quicker, or messages were lost. */
        TRY_AGAIN
    }

    private static final String USED = "used";
    private static final long PATIENCE_MILLIS = 24;
    private static final long STAGGER_MILLIS = 9;

    private final ClientId self;
    private final Acceptors group;
    private long round;
    private long roundOnDisk;
    private ProposalNumber seen = ProposalNumber.NONE;
    private Optional<Bytes> own = Optional.empty();
    private final Map<ProcessId, Optional<Proposal>> promises = new TreeMap<>();
    private Optional<Proposal> proposal = Optional.empty();
    private final SortedSet<ProcessId> acceptedBy = new TreeSet<>();
    private Optional<Bytes> decided = Optional.empty();

    public Proposer(ClientId self, Acceptors group, Stored stored) {
        this.self = self;
        this.group = group;
        this.round = stored.get(USED, Used.class).map(Used::round).orElse(0L);
        this.roundOnDisk = round;
    }

    @Override
    public List<Effect> on(Input input) {
        Effects out = new Effects();
        switch (input) {
            case Input.Called called -> {
                if (called.call() instanceof SynodCall.Propose propose) {
                    ask(propose, out);
                }
            }
            case Input.Received received -> receive(received, out);
            case Input.Expired expired -> prepare(out);
            default -> {}
        }
        return out.toList();
    }

    private void receive(Input.Received received, Effects out) {
        switch (received.message()) {
            case PrepareOk ok -> {
                if (answersThePrepare(ok.number())) {
                    isPromised(received.from(), ok, out);
                }
            }
            case AcceptOk ok -> {
                if (answersTheAccept(ok.number())) {
                    isAccepted(received.from(), out);
                }
            }
            case Refused refused -> seen = refused.seen().isAbove(seen) ? refused.seen() : seen;
            default -> {}
        }
    }

    private void isPromised(ProcessId acceptor, PrepareOk ok, Effects out) {
        promises.put(acceptor, ok.accepted());
        if (promises.size() >= group.promises() && hasNotProposed()) {
            propose(out);
        }
    }

    private void isAccepted(ProcessId acceptor, Effects out) {
        acceptedBy.add(acceptor);
        if (acceptedBy.size() >= group.accepts() && decided.isEmpty() && proposal.isPresent()) {
            decide(out);
        }
    }

    private void ask(SynodCall.Propose propose, Effects out) {
        if (decided.isPresent()) {
            out.tell(new SynodCall.Learned(decided.orElseThrow()));
        } else {
            own = Optional.of(propose.value());
            prepare(out);
        }
    }

    private ProposalNumber current() {
        return ProposalNumber.of(round, self);
    }

    /** "Select my_n > n_p, send PREPARE(my_n) to all nodes." */
    @Step("Prepare")
    private void prepare(Effects out) {
        round = Math.max(round, seen.round()) + 1;
        promises.clear();
        acceptedBy.clear();
        proposal = Optional.empty();
        if (!isRemembered()) {
            out.store(USED, new Used(round));
            roundOnDisk = round;
        }
        out.took(new SynodStep(SynodStep.PREPARE, self, current(), Optional.empty(), 0));
        group.replicas().forEach(acceptor -> out.send(acceptor, new Prepare(current())));
        out.setTimer(Alarm.TRY_AGAIN, PATIENCE_MILLIS + STAGGER_MILLIS * self.number());
    }

    /** After a crash, answers to an earlier life may still come: a number that was used must not be used again. */
    @Guard("Prepare.remembers")
    boolean isRemembered() {
        return round == roundOnDisk;
    }

    /** An answer to an earlier number tells what an acceptor had accepted then. */
    @Guard("Accept.answers")
    boolean answersThePrepare(ProposalNumber number) {
        return number.equals(current());
    }

    /** A further answer must not change what was proposed under this number. */
    @Guard("Accept.once")
    boolean hasNotProposed() {
        return proposal.isEmpty();
    }

    /** "v_a with highest n_a, or choose own v otherwise; send ACCEPT to all": under its own number, not under n_a. */
    @Step("Accept")
    private void propose(Effects out) {
        Proposal bound = boundBy(highest());
        proposal = Optional.of(bound);
        out.took(new SynodStep(SynodStep.ACCEPT, self, current(), Optional.of(bound.value()), promises.size()));
        group.replicas().forEach(acceptor -> out.send(acceptor, new Accept(bound)));
    }

    private Proposal boundBy(Optional<Proposal> highest) {
        return new Proposal(
                current(), highest.map(Proposal::value).or(() -> own).orElseThrow());
    }

    private Optional<Proposal> highest() {
        return promises.values().stream().flatMap(Optional::stream).max(Comparator.comparing(Proposal::number));
    }

    /** Acceptances under different numbers do not add up. */
    @Guard("Decide.answers")
    boolean answersTheAccept(ProposalNumber number) {
        return number.equals(current());
    }

    /** "Send DECIDED(v_a) to all." */
    @Step("Decide")
    private void decide(Effects out) {
        Proposal chosen = proposal.orElseThrow();
        decided = Optional.of(chosen.value());
        out.cancelTimer(Alarm.TRY_AGAIN);
        out.took(new SynodStep(SynodStep.DECIDE, self, chosen.number(), decided, acceptedBy.size()));
        group.replicas().forEach(acceptor -> out.send(acceptor, new Decided(chosen.value())));
        out.tell(new SynodCall.Learned(chosen.value()));
    }

    @Override
    public void check() {
        if (decided.isPresent() && proposal.isEmpty()) {
            throw new IllegalStateException("it decided what it has not proposed");
        }
    }
}
