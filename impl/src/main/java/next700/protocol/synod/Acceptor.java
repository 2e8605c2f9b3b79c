package next700.protocol.synod;

import java.util.List;
import java.util.Optional;
import next700.process.Automaton;
import next700.process.Bytes;
import next700.process.Effect;
import next700.process.Effects;
import next700.process.Guard;
import next700.process.Input;
import next700.process.ProcessId;
import next700.process.ReplicaId;
import next700.process.Step;
import next700.process.Stored;
import next700.protocol.synod.SynodMessage.Accept;
import next700.protocol.synod.SynodMessage.AcceptOk;
import next700.protocol.synod.SynodMessage.Decided;
import next700.protocol.synod.SynodMessage.Prepare;
import next700.protocol.synod.SynodMessage.PrepareOk;
import next700.protocol.synod.SynodMessage.Refused;

/** "Acceptor Algorithm": it promises, accepts, and is told what was chosen. What it said it remembers over a crash. */
public final class Acceptor implements Automaton {
    /**
     * What an acceptor must not forget.
     *
     * @param seen {@code np}, the highest number that it promised or accepted
     * @param accepted {@code na} and {@code va}, what it accepted last
     */
    public record Said(ProposalNumber seen, Optional<Proposal> accepted) {
        static final Said NOTHING = new Said(ProposalNumber.NONE, Optional.empty());
    }

    private static final String SAID = "said";

    private final ReplicaId self;
    private Said said;
    private Said onDisk;
    private Optional<Bytes> learned = Optional.empty();

    public Acceptor(ReplicaId self, Stored stored) {
        this.self = self;
        this.said = stored.get(SAID, Said.class).orElse(Said.NOTHING);
        this.onDisk = said;
    }

    @Override
    public List<Effect> on(Input input) {
        Effects out = new Effects();
        if (input instanceof Input.Received received) {
            ProcessId from = received.from();
            switch (received.message()) {
                case Prepare prepare -> onPrepare(from, prepare.number(), out);
                case Accept accept -> onAccept(from, accept.proposal(), out);
                case Decided decided -> onDecided(decided.value(), out);
                default -> {}
            }
        }
        return out.toList();
    }

    @Step("PrepareOk")
    private void onPrepare(ProcessId proposer, ProposalNumber number, Effects out) {
        if (mayPromise(number)) {
            said = new Said(number, said.accepted());
            remember(out);
            took(SynodStep.PREPARE_OK, number, Optional.empty(), out);
            out.send(proposer, new PrepareOk(number, said.accepted()));
        } else {
            out.send(proposer, new Refused(number, said.seen()));
        }
    }

    /** It must not take back a promise, nor make it twice. */
    @Guard("PrepareOk.newer")
    boolean mayPromise(ProposalNumber number) {
        return number.isAbove(said.seen());
    }

    /** The slides leave {@code np} as it is here, so that an earlier proposal can replace this one. */
    @Step("AcceptOk")
    private void onAccept(ProcessId proposer, Proposal proposal, Effects out) {
        if (mayAccept(proposal.number())) {
            said = new Said(seenAfter(proposal), Optional.of(proposal));
            remember(out);
            took(SynodStep.ACCEPT_OK, proposal.number(), Optional.of(proposal.value()), out);
            out.send(proposer, new AcceptOk(proposal.number()));
        } else {
            out.send(proposer, new Refused(proposal.number(), said.seen()));
        }
    }

    private ProposalNumber seenAfter(Proposal accepted) {
        return accepted.number();
    }

    @Guard("AcceptOk.notOlder")
    boolean mayAccept(ProposalNumber number) {
        return !said.seen().isAbove(number);
    }

    private void onDecided(Bytes value, Effects out) {
        if (learned.isEmpty()) {
            learned = Optional.of(value);
            out.tell(new SynodCall.Learned(value));
        }
    }

    /** Before it is said: what was said binds the acceptor after a crash, too. */
    private void remember(Effects out) {
        if (!isRemembered()) {
            out.store(SAID, said);
            onDisk = said;
        }
    }

    @Guard("Acceptor.remembers")
    boolean isRemembered() {
        return said.equals(onDisk);
    }

    private void took(String step, ProposalNumber number, Optional<Bytes> value, Effects out) {
        out.took(new SynodStep(step, self, number, value, 0));
    }

    @Override
    public void check() {
        said.accepted().ifPresent(proposal -> {
            if (proposal.number().isAbove(said.seen())) {
                throw new IllegalStateException("it accepted " + proposal + " and has seen " + said.seen() + " only");
            }
        });
    }
}
