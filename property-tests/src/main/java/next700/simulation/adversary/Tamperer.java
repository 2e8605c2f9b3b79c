package next700.simulation.adversary;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import next700.process.Bytes;
import next700.process.ClientId;
import next700.process.Message;
import next700.process.ProcessId;
import next700.process.ReplicaId;
import next700.protocol.abstraction.InitProof;
import next700.protocol.abstraction.InstanceId;
import next700.protocol.abstraction.InstanceMessage;
import next700.protocol.abstraction.Request;
import next700.protocol.abstraction.RequestId;
import next700.protocol.chain.ChainMessage;
import next700.protocol.chain.ChainMessage.Forward;
import next700.protocol.chain.ChainMessage.Link;
import next700.protocol.chain.ChainMessage.Submit;
import next700.protocol.checkpoints.Checkpoint;
import next700.protocol.panicking.Abort;
import next700.protocol.panicking.Panic;
import next700.protocol.unanimity.Reply;
import next700.protocol.unanimity.Req;
import next700.protocol.unanimity.Resp;
import next700.protocol.zlight.Order;
import next700.trial.Flight;

/** Alters one field of a message that was sent, and keeps the MACs and signatures: they must not hold any more. */
final class Tamperer {
    private final Knowledge knowledge;
    private final ProofForger proofs;

    Tamperer(Knowledge knowledge, ProofForger proofs) {
        this.knowledge = knowledge;
        this.proofs = proofs;
    }

    Message tamper(Message message) {
        return switch (message) {
            case Req req -> tamper(req);
            case Resp resp -> tamper(resp);
            case Panic panic -> tamper(panic);
            case Abort abort -> tamper(abort);
            case Order order -> tamper(order);
            case Submit submit -> tamper(submit);
            case Forward forward -> tamper(forward);
            case ChainMessage.Reply reply -> tamper(reply);
            case Checkpoint checkpoint -> tamper(checkpoint);
            default -> message;
        };
    }

    /** A message with something else in it, for the receiver that it had. */
    record Altered(ProcessId to, Message message) {}

    /**
     * What has a number in an order, under the number of something that has not come to its receiver yet: who does not
     * authenticate the number takes it for that. There may be none.
     */
    Optional<Altered> misnumbered() {
        List<Altered> overtaking = new ArrayList<>();
        for (Flight later : knowledge.onTheirWay()) {
            for (Flight earlier : knowledge.onTheirWay()) {
                if (earlier.to().equals(later.to())
                        && numberOf(earlier.message()) > 0
                        && numberOf(earlier.message()) < numberOf(later.message())
                        && isOfOneInstance(earlier.message(), later.message())) {
                    overtaking.add(new Altered(later.to(), numbered(later.message(), numberOf(earlier.message()))));
                }
            }
        }
        return knowledge.pick(overtaking, "which message");
    }

    private static boolean isOfOneInstance(Message one, Message other) {
        return one instanceof InstanceMessage first
                && other instanceof InstanceMessage second
                && first.instance().equals(second.instance());
    }

    /** 0 where there is none. */
    private static long numberOf(Message message) {
        return switch (message) {
            case Order order -> order.sequence();
            case Forward forward -> forward.sequence();
            default -> 0;
        };
    }

    private static Message numbered(Message message, long number) {
        return switch (message) {
            case Order order -> new Order(order.instance(), number, order.batch(), order.init(), order.mac());
            case Forward forward ->
                new Forward(forward.instance(), number, forward.batch(), forward.init(), forward.vouchers());
            default -> message;
        };
    }

    private InstanceMessage tamper(Req req) {
        Request old = req.request();
        return switch (knowledge.pick(6, "field of the REQ")) {
            case 0 -> new Req(shifted(req.instance()), old, req.init(), req.authenticator());
            case 1 ->
                new Req(
                        req.instance(),
                        new Request(old.client(), old.timestamp(), Bytes.utf8("altered")),
                        req.init(),
                        req.authenticator());
            case 2 ->
                new Req(
                        req.instance(),
                        new Request(old.client(), old.timestamp() + 1, old.operation()),
                        req.init(),
                        req.authenticator());
            case 3 ->
                new Req(
                        req.instance(),
                        new Request(client(), old.timestamp(), old.operation()),
                        req.init(),
                        req.authenticator());
            case 4 -> new Req(req.instance(), old, proofs.forge(req.instance()), req.authenticator());
            default -> {
                InstanceId instance = shifted(req.instance());
                yield new Req(instance, old, proofs.forge(instance), req.authenticator());
            }
        };
    }

    private InstanceMessage tamper(Resp resp) {
        InstanceId instance = resp.instance();
        ReplicaId replica = resp.replica();
        RequestId request = resp.request();
        return switch (knowledge.pick(6, "field of the RESP")) {
            case 0 ->
                new Resp(
                        instance,
                        replica,
                        request,
                        resp.reply(),
                        knowledge.claim(instance).digest(),
                        resp.mac());
            case 1 ->
                new Resp(instance, replica, request, Reply.inFull(Bytes.utf8("altered")), resp.history(), resp.mac());
            case 2 -> new Resp(instance, replica(), request, resp.reply(), resp.history(), resp.mac());
            case 3 -> new Resp(instance, replica, later(request), resp.reply(), resp.history(), resp.mac());
            case 4 -> new Resp(shifted(instance), replica, request, resp.reply(), resp.history(), resp.mac());
            default -> new Resp(instance, replica, ofAnother(request), resp.reply(), resp.history(), resp.mac());
        };
    }

    private InstanceMessage tamper(Panic panic) {
        Optional<InitProof> init = panic.init();
        return switch (knowledge.pick(4, "field of the PANIC")) {
            case 0 -> new Panic(shifted(panic.instance()), panic.client(), panic.timestamp(), init, panic.mac());
            case 1 -> new Panic(panic.instance(), client(), panic.timestamp(), init, panic.mac());
            case 2 ->
                new Panic(
                        panic.instance(),
                        panic.client(),
                        panic.timestamp(),
                        proofs.forge(panic.instance()),
                        panic.mac());
            default -> {
                InstanceId instance = shifted(panic.instance());
                yield new Panic(instance, panic.client(), panic.timestamp(), proofs.forge(instance), panic.mac());
            }
        };
    }

    private InstanceMessage tamper(Abort abort) {
        return switch (knowledge.pick(4, "field of the ABORT")) {
            case 0 ->
                new Abort(
                        abort.instance(),
                        abort.next(),
                        abort.replica(),
                        knowledge.claim(abort.instance()),
                        abort.lackOfContention(),
                        abort.signature());
            case 1 ->
                new Abort(
                        abort.instance(),
                        abort.next(),
                        replica(),
                        abort.history(),
                        abort.lackOfContention(),
                        abort.signature());
            case 2 ->
                new Abort(
                        abort.instance(),
                        shifted(abort.next()),
                        abort.replica(),
                        abort.history(),
                        abort.lackOfContention(),
                        abort.signature());
            default ->
                new Abort(
                        shifted(abort.instance()),
                        shifted(abort.next()),
                        abort.replica(),
                        abort.history(),
                        abort.lackOfContention(),
                        abort.signature());
        };
    }

    private InstanceMessage tamper(Order order) {
        List<Order.Item> batch = new ArrayList<>(order.batch());
        return switch (knowledge.pick(4, "field of the ORDER")) {
            case 0 -> {
                Order.Item first = batch.get(0);
                batch.set(0, new Order.Item(altered(first.request()), first.mac()));
                yield new Order(order.instance(), order.sequence(), batch, order.init(), order.mac());
            }
            case 1 -> new Order(order.instance(), nextTo(order.sequence()), batch, order.init(), order.mac());
            case 2 -> new Order(order.instance(), order.sequence(), batch, proofs.forge(order.instance()), order.mac());
            default -> {
                InstanceId instance = shifted(order.instance());
                yield new Order(instance, order.sequence(), batch, proofs.forge(instance), order.mac());
            }
        };
    }

    private InstanceMessage tamper(Submit submit) {
        Request request = submit.request();
        return switch (knowledge.pick(3, "field of the request")) {
            case 0 -> new Submit(submit.instance(), altered(request), submit.init(), submit.macs());
            case 1 -> new Submit(submit.instance(), request, proofs.forge(submit.instance()), submit.macs());
            default -> {
                InstanceId instance = shifted(submit.instance());
                yield new Submit(instance, request, proofs.forge(instance), submit.macs());
            }
        };
    }

    private InstanceMessage tamper(Forward forward) {
        InstanceId instance = forward.instance();
        long sequence = forward.sequence();
        List<Link> batch = new ArrayList<>(forward.batch());
        return switch (knowledge.pick(5, "field of the CHAIN message")) {
            case 0 -> {
                Link first = batch.get(0);
                batch.set(0, new Link(altered(first.request()), first.macs(), first.answers()));
                yield new Forward(instance, sequence, batch, forward.init(), forward.vouchers());
            }
            case 1 -> new Forward(instance, nextTo(sequence), batch, forward.init(), forward.vouchers());
            case 2 -> new Forward(instance, sequence, batch, proofs.forge(instance), forward.vouchers());
            case 3 -> {
                batch.replaceAll(link -> new Link(link.request(), link.macs(), List.of()));
                yield new Forward(instance, sequence, batch, forward.init(), forward.vouchers());
            }
            default -> {
                InstanceId other = shifted(instance);
                yield new Forward(other, sequence, batch, proofs.forge(other), forward.vouchers());
            }
        };
    }

    private InstanceMessage tamper(ChainMessage.Reply reply) {
        InstanceId instance = reply.instance();
        RequestId request = reply.request();
        return switch (knowledge.pick(4, "field of the tail's reply")) {
            case 0 ->
                new ChainMessage.Reply(instance, request, Bytes.utf8("altered"), reply.history(), reply.answers());
            case 1 ->
                new ChainMessage.Reply(
                        instance,
                        request,
                        reply.reply(),
                        knowledge.claim(instance).digest(),
                        reply.answers());
            case 2 -> new ChainMessage.Reply(instance, later(request), reply.reply(), reply.history(), reply.answers());
            default ->
                new ChainMessage.Reply(shifted(instance), request, reply.reply(), reply.history(), reply.answers());
        };
    }

    private InstanceMessage tamper(Checkpoint checkpoint) {
        boolean other = knowledge.pick(2, "field of the CHECKPOINT") == 0;
        return new Checkpoint(
                checkpoint.instance(),
                other ? replica() : checkpoint.replica(),
                checkpoint.length(),
                other
                        ? checkpoint.history()
                        : knowledge.claim(checkpoint.instance()).digest(),
                checkpoint.image(),
                checkpoint.wanted(),
                checkpoint.signature());
    }

    private static RequestId later(RequestId request) {
        return new RequestId(request.client(), request.timestamp() + 1, request.digest());
    }

    private RequestId ofAnother(RequestId request) {
        return new RequestId(client(), request.timestamp(), request.digest());
    }

    private static Request altered(Request request) {
        return new Request(request.client(), request.timestamp(), Bytes.utf8("altered"));
    }

    private long nextTo(long sequence) {
        return sequence > 1 && knowledge.pick(2, "number before or after") == 0 ? sequence - 1 : sequence + 1;
    }

    private InstanceId shifted(InstanceId instance) {
        return knowledge.pick(2, "instance before or after") == 0
                ? new InstanceId(instance.number() + 1)
                : new InstanceId(Math.max(1, instance.number() - 1));
    }

    private ReplicaId replica() {
        var all = knowledge.arena().group().replicas();
        return all.get(knowledge.pick(all.size(), "replica"));
    }

    private ClientId client() {
        var all = knowledge.facts().setup().clients();
        return all.get(knowledge.pick(all.size(), "client"));
    }
}
