package next700.simulation.adversary;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import next700.process.Bytes;
import next700.process.ClientId;
import next700.process.Digest;
import next700.process.Message;
import next700.process.ProcessId;
import next700.process.ReplicaId;
import next700.protocol.abstraction.ByzantineGroup;
import next700.protocol.abstraction.History;
import next700.protocol.authentication.Authentication;
import next700.protocol.authentication.Mac;
import next700.protocol.backup.BackupAbort;
import next700.protocol.chain.ChainMessage;
import next700.protocol.chain.ChainMessage.Forward;
import next700.protocol.chain.ChainMessage.Link;
import next700.protocol.chain.ChainMessage.Voucher;
import next700.protocol.checkpoints.Checkpoint;
import next700.protocol.ordering.Answer;
import next700.protocol.panicking.Abort;
import next700.protocol.pbft.Batch;
import next700.protocol.pbft.PbftMessage;
import next700.protocol.pbft.PbftMessage.Commit;
import next700.protocol.pbft.PbftMessage.Content;
import next700.protocol.pbft.PbftMessage.PrePrepare;
import next700.protocol.pbft.PbftMessage.Prepare;
import next700.protocol.pbft.PbftMessage.State;
import next700.protocol.pbft.PbftMessage.ViewChange;
import next700.protocol.unanimity.Resp;
import next700.protocol.zlight.Order;

/**
 * One lie for each kind of message, the one that would do most harm if it were believed: whoever orders, orders differently
 * for different replicas; whoever answers, tells another reply or history; whoever aborts, claims to have executed nothing;
 * whoever votes, votes for something else.
 */
final class Lies {
    private static final Bytes FALSE_REPLY = Bytes.utf8("{\"type\":\"ok\",\"value\":[\"lie\",\"lie\"]}");

    private final ReplicaId self;
    private final ByzantineGroup group;
    private final Authentication authentication;

    Lies(ReplicaId self, ByzantineGroup group, Authentication authentication) {
        this.self = self;
        this.group = group;
        this.authentication = authentication;
    }

    /** Whether there is a lie for this kind of message; the others ask for something, and say nothing. */
    boolean canBend(Message message) {
        return switch (message) {
            case Resp m -> true;
            case Abort m -> true;
            case Order m -> true;
            case Forward m -> true;
            case ChainMessage.Reply m -> true;
            case Answer m -> true;
            case BackupAbort m -> true;
            case PrePrepare m -> true;
            case Prepare m -> true;
            case Commit m -> true;
            case PbftMessage.Reply m -> true;
            case PbftMessage.Checkpoint m -> true;
            case ViewChange m -> true;
            case Checkpoint m -> true;
            case Content m -> true;
            case State m -> true;
            default -> false;
        };
    }

    /** What the liar says in place of a message. */
    Message bend(ProcessId to, Message message) {
        return switch (message) {
            case Resp m -> bend(m);
            case Abort m -> bend(m);
            case Order m -> isDeceived(to) ? bend((ReplicaId) to, m) : m;
            case Forward m -> bend(m);
            case ChainMessage.Reply m -> bend(m);
            case Answer m -> bend(m);
            case BackupAbort m -> bend(m);
            case PrePrepare m -> isDeceived(to) ? bend(m) : m;
            case Prepare m -> bend(m);
            case Commit m -> bend(m);
            case PbftMessage.Reply m -> bend(m);
            case PbftMessage.Checkpoint m -> bend(m);
            case ViewChange m -> bend(m);
            case Checkpoint m -> bend(m);
            case Content m -> new Content(m.instance(), m.sequence(), Batch.NULL);
            case State m ->
                new State(
                        m.instance(),
                        m.certificate(),
                        Bytes.copyOf(new byte[m.snapshot().length()]));
            default -> message;
        };
    }

    /** Every other replica is told something else than the rest. */
    private static boolean isDeceived(ProcessId to) {
        return to instanceof ReplicaId replica ? replica.number() % 2 == 0 : ((ClientId) to).number() % 2 == 0;
    }

    private static Digest other(Digest truth) {
        return Digest.of("LIE").add(truth).digest();
    }

    private Resp bend(Resp truth) {
        Digest history = other(truth.history());
        Digest content = Resp.content(truth.instance(), truth.replica(), truth.request(), truth.reply(), history);
        return new Resp(
                truth.instance(),
                truth.replica(),
                truth.request(),
                truth.reply(),
                history,
                authentication.mac(content, truth.client()));
    }

    private Abort bend(Abort truth) {
        Digest content = Abort.content(truth.instance(), truth.next(), self, History.EMPTY, false);
        return new Abort(truth.instance(), truth.next(), self, History.EMPTY, false, authentication.sign(content));
    }

    /** Something else came of the requests: without its signature, nobody cuts off a history. */
    private Checkpoint bend(Checkpoint truth) {
        Digest image = other(truth.image());
        Digest content = Checkpoint.content(truth.instance(), self, truth.length(), truth.history(), image);
        return new Checkpoint(
                truth.instance(),
                self,
                truth.length(),
                truth.history(),
                image,
                truth.wanted(),
                authentication.sign(content));
    }

    /** Another order, or, of a single request, another number. */
    private Order bend(ReplicaId to, Order truth) {
        List<Order.Item> batch = new ArrayList<>(truth.batch());
        Collections.reverse(batch);
        long sequence = batch.size() > 1 ? truth.sequence() : truth.sequence() + 1;
        Digest content = Order.content(truth.instance(), sequence, batch, truth.init(), group);
        return new Order(truth.instance(), sequence, batch, truth.init(), authentication.mac(content, to));
    }

    /** Another order, or number, vouched for by the liar; and an answer to the client that nobody else gives. */
    private Forward bend(Forward truth) {
        List<Link> batch = new ArrayList<>();
        for (Link link : truth.batch()) {
            batch.add(new Link(
                    link.request(),
                    link.macs(),
                    link.answers().stream().map(this::bend).toList()));
        }
        Collections.reverse(batch);
        long sequence = batch.size() > 1 ? truth.sequence() : truth.sequence() + 1;
        Forward bare = new Forward(truth.instance(), sequence, batch, truth.init(), List.of());
        Digest content = bare.content(group);
        List<Voucher> vouchers = new ArrayList<>();
        for (Voucher voucher : truth.vouchers()) {
            vouchers.add(
                    voucher.maker().equals(self)
                            ? new Voucher(self, voucher.receiver(), authentication.mac(content, voucher.receiver()))
                            : voucher);
        }
        return new Forward(truth.instance(), sequence, batch, truth.init(), vouchers);
    }

    private ChainMessage.Answer bend(ChainMessage.Answer truth) {
        return truth.replica().equals(self) ? new ChainMessage.Answer(self, Mac.NONE) : truth;
    }

    private ChainMessage.Reply bend(ChainMessage.Reply truth) {
        Digest history = other(truth.history());
        Digest content = ChainMessage.Answer.content(truth.instance(), truth.request(), truth.reply(), history);
        List<ChainMessage.Answer> answers = new ArrayList<>();
        for (ChainMessage.Answer answer : truth.answers()) {
            answers.add(
                    answer.replica().equals(self)
                            ? new ChainMessage.Answer(self, authentication.mac(content, truth.client()))
                            : answer);
        }
        return new ChainMessage.Reply(truth.instance(), truth.request(), truth.reply(), history, answers);
    }

    private Answer bend(Answer truth) {
        Answer lie = new Answer(
                truth.instance(),
                self,
                truth.request(),
                truth.leader(),
                Answer.digestOf(FALSE_REPLY),
                Optional.of(FALSE_REPLY),
                truth.history(),
                Mac.NONE);
        return lie.with(authentication.mac(lie.content(), truth.client()));
    }

    private BackupAbort bend(BackupAbort truth) {
        Digest content = BackupAbort.content(truth.instance(), truth.next(), self, History.EMPTY);
        return new BackupAbort(truth.instance(), truth.next(), self, History.EMPTY, authentication.sign(content));
    }

    private PrePrepare bend(PrePrepare truth) {
        Digest content = PrePrepare.content(truth.instance(), truth.view(), truth.sequence(), Batch.NULL_DIGEST);
        return new PrePrepare(
                truth.instance(),
                truth.view(),
                truth.sequence(),
                Batch.NULL,
                authentication.authenticator(content, group));
    }

    private Prepare bend(Prepare truth) {
        Digest batch = other(truth.batch());
        Digest content = Prepare.content(truth.instance(), truth.view(), truth.sequence(), batch, self);
        return new Prepare(
                truth.instance(),
                truth.view(),
                truth.sequence(),
                batch,
                self,
                authentication.authenticator(content, group));
    }

    private Commit bend(Commit truth) {
        Digest batch = other(truth.batch());
        Digest content = Commit.content(truth.instance(), truth.view(), truth.sequence(), batch, self);
        return new Commit(
                truth.instance(),
                truth.view(),
                truth.sequence(),
                batch,
                self,
                authentication.authenticator(content, group));
    }

    private PbftMessage.Reply bend(PbftMessage.Reply truth) {
        Digest result = PbftMessage.Reply.digest(FALSE_REPLY);
        Digest content = PbftMessage.Reply.content(
                truth.instance(), truth.request(), self, truth.leader(), result, truth.history());
        return new PbftMessage.Reply(
                truth.instance(),
                truth.request(),
                self,
                truth.leader(),
                Optional.of(FALSE_REPLY),
                result,
                truth.history(),
                authentication.mac(content, truth.client()));
    }

    private PbftMessage.Checkpoint bend(PbftMessage.Checkpoint truth) {
        Digest state = other(truth.state());
        Digest content = PbftMessage.Checkpoint.content(truth.instance(), truth.sequence(), state, self);
        return new PbftMessage.Checkpoint(
                truth.instance(), truth.sequence(), state, self, authentication.sign(content));
    }

    /** Nothing ever prepared here. */
    private ViewChange bend(ViewChange truth) {
        Digest content = ViewChange.content(truth.instance(), truth.view(), truth.stable(), List.of(), List.of(), self);
        return new ViewChange(
                truth.instance(),
                truth.view(),
                truth.stable(),
                List.of(),
                List.of(),
                self,
                authentication.sign(content));
    }
}
