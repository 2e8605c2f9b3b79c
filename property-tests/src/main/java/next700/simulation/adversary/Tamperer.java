package next700.simulation.adversary;

import java.util.Optional;
import next700.protocol.Bytes;
import next700.protocol.ClientId;
import next700.protocol.InitProof;
import next700.protocol.InstanceId;
import next700.protocol.Message;
import next700.protocol.ReplicaId;
import next700.protocol.Request;
import next700.protocol.panicking.Abort;
import next700.protocol.panicking.Panic;
import next700.protocol.unanimity.Reply;
import next700.protocol.unanimity.Req;
import next700.protocol.unanimity.Resp;

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
            default -> message;
        };
    }

    private Message tamper(Req req) {
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

    private Message tamper(Resp resp) {
        InstanceId instance = resp.instance();
        ReplicaId replica = resp.replica();
        long timestamp = resp.timestamp();
        return switch (knowledge.pick(6, "field of the RESP")) {
            case 0 ->
                new Resp(
                        instance,
                        replica,
                        resp.client(),
                        timestamp,
                        resp.reply(),
                        knowledge.claim(instance).digest(),
                        resp.mac());
            case 1 ->
                new Resp(
                        instance,
                        replica,
                        resp.client(),
                        timestamp,
                        Reply.inFull(Bytes.utf8("altered")),
                        resp.history(),
                        resp.mac());
            case 2 -> new Resp(instance, replica(), resp.client(), timestamp, resp.reply(), resp.history(), resp.mac());
            case 3 ->
                new Resp(instance, replica, resp.client(), timestamp + 1, resp.reply(), resp.history(), resp.mac());
            case 4 ->
                new Resp(
                        shifted(instance), replica, resp.client(), timestamp, resp.reply(), resp.history(), resp.mac());
            default -> new Resp(instance, replica, client(), timestamp, resp.reply(), resp.history(), resp.mac());
        };
    }

    private Message tamper(Panic panic) {
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

    private Message tamper(Abort abort) {
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
