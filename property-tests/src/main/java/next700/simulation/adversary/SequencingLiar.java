package next700.simulation.adversary;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import next700.process.Bytes;
import next700.process.Digest;
import next700.process.Message;
import next700.process.ProcessId;
import next700.process.ReplicaId;
import next700.protocol.abstraction.History;
import next700.protocol.abstraction.InitProof;
import next700.protocol.abstraction.InstanceId;
import next700.protocol.abstraction.Request;
import next700.protocol.authentication.Authenticator;
import next700.protocol.authentication.Mac;
import next700.protocol.backup.BackupAbort;
import next700.protocol.chain.ChainMessage;
import next700.protocol.chain.ChainMessage.Forward;
import next700.protocol.chain.ChainMessage.Link;
import next700.protocol.chain.ChainMessage.Voucher;
import next700.protocol.ordering.Answer;
import next700.protocol.pbft.Batch;
import next700.protocol.pbft.PbftMessage.PrePrepare;
import next700.protocol.zlight.Order;
import next700.simulation.adversary.Adversary.Said;
import next700.trial.IdealAuthentication;

/**
 * The lies of a Byzantine primary of ZLight and of Backup, and of Byzantine replicas in Chain: other orders for different
 * replicas, numbers skipped and used twice, replicas bypassed, requests and init histories exchanged half-way. What the liar
 * may authenticate, it authenticates.
 */
final class SequencingLiar {
    private final Knowledge knowledge;
    private final ProofForger proofs;
    private final CheckpointLiar checkpoints;

    SequencingLiar(Knowledge knowledge, ProofForger proofs, CheckpointLiar checkpoints) {
        this.knowledge = knowledge;
        this.proofs = proofs;
        this.checkpoints = checkpoints;
    }

    /** What the liar says instead of a message; nothing if it keeps silent. */
    List<Said> bend(ReplicaId self, ProcessId to, Message message) {
        return switch (message) {
            case Order order -> bend(self, (ReplicaId) to, order);
            case Forward forward -> bend(self, (ReplicaId) to, forward);
            case ChainMessage.Reply reply -> bend(self, to, reply);
            case Answer answer -> bend(self, to, answer);
            case BackupAbort abort -> bend(self, to, abort);
            case PrePrepare proposal -> bend(self, to, proposal);
            default -> List.of(new Said(to, message, false, ""));
        };
    }

    private List<Said> bend(ReplicaId self, ProcessId to, Answer answer) {
        Digest reply = answer.replyDigest();
        Digest history = answer.history();
        Optional<Bytes> full = answer.reply();
        String lie;
        switch (knowledge.lie(4, "answer of a Byzantine replica")) {
            case 0 -> {
                return List.of(new Said(to, answer, false, ""));
            }
            case 1 -> {
                knowledge.facts().disturbed();
                return List.of();
            }
            case 2 -> {
                full = Optional.of(Bytes.utf8("wrong"));
                reply = Answer.digestOf(full.get());
                lie = "wrong reply";
            }
            default -> {
                history = knowledge.claim(answer.instance()).digest();
                lie = "wrong history";
            }
        }
        Answer told =
                new Answer(answer.instance(), self, answer.request(), answer.leader(), reply, full, history, Mac.NONE);
        return List.of(new Said(to, told.with(knowledge.keysOf(self).mac(told.content(), to)), true, lie));
    }

    private List<Said> bend(ReplicaId self, ProcessId to, BackupAbort abort) {
        History history = abort.history();
        InstanceId next = abort.next();
        String lie;
        switch (knowledge.lie(5, "abort of a Byzantine replica of Backup")) {
            case 0 -> {
                return List.of(new Said(to, abort, false, ""));
            }
            case 1 -> {
                knowledge.facts().disturbed();
                return List.of();
            }
            case 2 -> {
                history = knowledge.claim(abort.instance());
                lie = "wrong history";
            }
            case 3 -> {
                history = checkpoints.falselyCutOff(knowledge.whole(abort.history()));
                lie = "a checkpoint of its own";
            }
            default -> {
                next = new InstanceId(next.number() + 1);
                lie = "wrong next";
            }
        }
        return List.of(new Said(to, proofs.backupAbort(self, abort.instance(), next, history), true, lie));
    }

    private List<Said> bend(ReplicaId self, ProcessId to, PrePrepare proposal) {
        long sequence = proposal.sequence();
        Batch batch = proposal.batch();
        String lie;
        switch (knowledge.lie(4, "PRE-PREPARE of a Byzantine primary of Backup")) {
            case 0 -> {
                return List.of(new Said(to, proposal, false, ""));
            }
            case 1 -> {
                knowledge.facts().disturbed();
                return List.of();
            }
            case 2 -> {
                sequence++;
                lie = "a number skipped";
            }
            default -> {
                batch = new Batch(knowledge.puppets().stream()
                        .map(puppet -> knowledge.submitted(
                                puppet, proposal.instance(), new Request(puppet, 1, Bytes.utf8("early"))))
                        .toList());
                lie = "requests that could begin nothing";
            }
        }
        Digest content = PrePrepare.content(proposal.instance(), proposal.view(), sequence, batch.digest());
        Authenticator authenticator =
                knowledge.keysOf(self).authenticator(content, knowledge.arena().group());
        return List.of(new Said(
                to, new PrePrepare(proposal.instance(), proposal.view(), sequence, batch, authenticator), true, lie));
    }

    private List<Said> bend(ReplicaId self, ReplicaId to, Order order) {
        List<Order.Item> batch = new ArrayList<>(order.batch());
        long sequence = order.sequence();
        Optional<InitProof> init = order.init();
        String lie;
        switch (knowledge.lie(8, "ORDER of a Byzantine primary")) {
            case 0 -> {
                return List.of(new Said(to, order, false, ""));
            }
            case 1 -> {
                knowledge.facts().disturbed();
                return List.of();
            }
            case 2 -> {
                sequence++;
                lie = "a number skipped";
            }
            case 3 -> {
                sequence = Math.max(1, sequence - 1);
                lie = "a number used twice";
            }
            case 4 -> {
                knowledge
                        .pick(knowledge.requestsOf(order.instance()), "another request")
                        .ifPresent(other -> batch.set(0, new Order.Item(other.request(), entry(other.macs(), to))));
                lie = "another request";
            }
            case 5 -> {
                Collections.reverse(batch);
                lie = "another order";
            }
            case 6 -> {
                batch.replaceAll(item -> new Order.Item(item.request(), IdealAuthentication.garbage()));
                lie = "false MACs";
            }
            default -> {
                init = proofs.forge(order.instance());
                lie = "another init history";
            }
        }
        Digest content = Order.content(
                order.instance(), sequence, batch, init, knowledge.arena().group());
        Mac mac = knowledge.keysOf(self).mac(content, to);
        return List.of(new Said(to, new Order(order.instance(), sequence, batch, init, mac), true, lie));
    }

    private static Mac entry(List<Mac> macs, ReplicaId replica) {
        return replica.number() <= macs.size() ? macs.get(replica.number() - 1) : IdealAuthentication.garbage();
    }

    private List<Said> bend(ReplicaId self, ReplicaId to, Forward forward) {
        List<Link> batch = new ArrayList<>(forward.batch());
        long sequence = forward.sequence();
        Optional<InitProof> init = forward.init();
        ReplicaId receiver = to;
        String lie;
        switch (knowledge.lie(9, "CHAIN message of a Byzantine replica")) {
            case 0 -> {
                return List.of(new Said(to, forward, false, ""));
            }
            case 1 -> {
                knowledge.facts().disturbed();
                return List.of();
            }
            case 2 -> {
                sequence++;
                lie = "a number skipped";
            }
            case 3 -> {
                sequence = Math.max(1, sequence - 1);
                lie = "a number used twice";
            }
            case 4 -> {
                knowledge
                        .pick(knowledge.requestsOf(forward.instance()), "another request")
                        .ifPresent(other -> batch.set(0, new Link(other.request(), other.macs(), List.of())));
                lie = "another request";
            }
            case 5 -> {
                Collections.reverse(batch);
                lie = "another order";
            }
            case 6 -> {
                init = proofs.forge(forward.instance());
                lie = "another init history";
            }
            case 7 -> {
                batch.replaceAll(link -> new Link(link.request(), link.macs(), List.of()));
                lie = "answers withheld";
            }
            default -> {
                int last = knowledge.arena().replicas();
                receiver = new ReplicaId(Math.min(last, to.number() + 1 + knowledge.pick(2, "how many bypassed")));
                lie = "bypasses " + to;
            }
        }
        Forward bent = vouched(self, new Forward(forward.instance(), sequence, batch, init, forward.vouchers()));
        return List.of(new Said(receiver, bent, true, lie));
    }

    /** With the liar's own vouchers for all that come after it; those of others stay as they are. */
    private Forward vouched(ReplicaId self, Forward forward) {
        Digest content = forward.content(knowledge.arena().group());
        List<Voucher> vouchers = new ArrayList<>();
        for (Voucher voucher : forward.vouchers()) {
            if (!voucher.maker().equals(self)) {
                vouchers.add(voucher);
            }
        }
        for (ReplicaId liar : knowledge.liars()) {
            for (ReplicaId receiver : knowledge.arena().group().replicas()) {
                if (receiver.number() > self.number() && !receiver.equals(liar)) {
                    vouchers.add(
                            new Voucher(liar, receiver, knowledge.keysOf(liar).mac(content, receiver)));
                }
            }
        }
        return new Forward(forward.instance(), forward.sequence(), forward.batch(), forward.init(), vouchers);
    }

    private List<Said> bend(ReplicaId self, ProcessId client, ChainMessage.Reply reply) {
        Bytes told = reply.reply();
        Digest history = reply.history();
        String lie;
        switch (knowledge.lie(4, "reply of a Byzantine tail")) {
            case 0 -> {
                return List.of(new Said(client, reply, false, ""));
            }
            case 1 -> {
                knowledge.facts().disturbed();
                return List.of();
            }
            case 2 -> {
                told = Bytes.utf8("wrong");
                lie = "wrong reply";
            }
            default -> {
                history = knowledge.claim(reply.instance()).digest();
                lie = "wrong history";
            }
        }
        Digest content = ChainMessage.Answer.content(reply.instance(), reply.request(), told, history);
        List<ChainMessage.Answer> answers = new ArrayList<>();
        for (ChainMessage.Answer answer : reply.answers()) {
            answers.add(
                    answer.replica().equals(self)
                            ? new ChainMessage.Answer(
                                    self, knowledge.keysOf(self).mac(content, client))
                            : answer);
        }
        return List.of(new Said(
                client, new ChainMessage.Reply(reply.instance(), reply.request(), told, history, answers), true, lie));
    }
}
