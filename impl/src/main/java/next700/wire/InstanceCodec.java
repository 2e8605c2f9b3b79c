package next700.wire;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import next700.process.Bytes;
import next700.protocol.abstraction.InitProof;
import next700.protocol.abstraction.Request;
import next700.protocol.authentication.Authenticator;
import next700.protocol.authentication.Mac;
import next700.protocol.backup.BackupAbort;
import next700.protocol.backup.BackupProof;
import next700.protocol.chain.ChainMessage;
import next700.protocol.chain.ChainMessage.Forward;
import next700.protocol.chain.ChainMessage.Link;
import next700.protocol.chain.ChainMessage.Submit;
import next700.protocol.chain.ChainMessage.Voucher;
import next700.protocol.ordering.Answer;
import next700.protocol.panicking.Abort;
import next700.protocol.panicking.AbortProof;
import next700.protocol.zlight.Order;
import next700.wire.MalformedFrameException.Reason;
import next700.wire.generated.Frames;

/** The messages of ZLight, Chain and Backup within frames, and the proofs of init histories. */
final class InstanceCodec {
    private final FrameLimits limits;

    InstanceCodec(FrameLimits limits) {
        this.limits = limits;
    }

    // Init histories.

    Frames.Init toProto(InitProof proof) throws MalformedFrameException {
        Frames.Init.Builder builder = Frames.Init.newBuilder();
        switch (proof) {
            case AbortProof ofAborts -> builder.setAborts(columns(ofAborts.aborts()));
            case BackupProof ofBackup ->
                builder.setBackup(columns(
                        ofBackup.aborts().stream().map(InstanceCodec::asAbort).toList()));
            default ->
                throw new MalformedFrameException(
                        Reason.UNKNOWN_FIELD,
                        "no encoding of " + proof.getClass().getSimpleName());
        }
        return builder.build();
    }

    InitProof fromProto(Frames.Init init) throws MalformedFrameException {
        return switch (init.getProofCase()) {
            case ABORTS -> new AbortProof(aborts(init.getAborts(), FrameCodec.MAX_REPLICAS));
            case BACKUP -> {
                List<BackupAbort> backup = new ArrayList<>();
                for (Abort abort : aborts(init.getBackup(), FrameCodec.MAX_REPLICAS)) {
                    backup.add(ofBackup(abort));
                }
                yield new BackupProof(backup);
            }
            case PROOF_NOT_SET -> throw new MalformedFrameException(Reason.INCONSISTENT, "no proof");
        };
    }

    private Frames.Aborts columns(List<Abort> aborts) throws MalformedFrameException {
        FrameCodec.checkCount(aborts.size(), FrameCodec.MAX_REPLICAS, "ABORTs");
        return HistoryColumns.encode(aborts, limits.maxRequests());
    }

    private List<Abort> aborts(Frames.Aborts columns, int most) throws MalformedFrameException {
        return HistoryColumns.decode(columns, most, limits.maxRequests());
    }

    /** Backup's aborts travel in the columns of the others; what they mean, their place in the frame says. */
    private static Abort asAbort(BackupAbort abort) {
        return new Abort(abort.instance(), abort.next(), abort.replica(), abort.history(), false, abort.signature());
    }

    private static BackupAbort ofBackup(Abort abort) throws MalformedFrameException {
        if (abort.lackOfContention()) {
            throw new MalformedFrameException(Reason.INCONSISTENT, "Backup does not abort for lack of contention");
        }
        return new BackupAbort(abort.instance(), abort.next(), abort.replica(), abort.history(), abort.signature());
    }

    // ZLight.

    Frames.Order toProto(Order order) throws MalformedFrameException {
        Frames.Order.Builder builder = Frames.Order.newBuilder()
                .setInstance(FrameCodec.instance(order.instance()))
                .setSequence(FrameCodec.natural(order.sequence()))
                .setBatch(
                        JoinedValues.join(order.batch(), item -> item(item.request(), List.of(item.mac()), List.of())))
                .setMac(FrameCodec.mac(order.mac()));
        if (order.init().isPresent()) {
            builder.setInit(toProto(order.init().get()));
        }
        return builder.build();
    }

    Order fromProto(Frames.Order order) throws MalformedFrameException {
        List<Order.Item> batch = new ArrayList<>();
        for (Frames.Item item : items(order.getBatch())) {
            List<Mac> macs = macs(item.getMacs());
            if (macs.size() != 1) {
                throw new MalformedFrameException(Reason.INCONSISTENT, "an ORDER has one MAC for each request");
            }
            batch.add(new Order.Item(request(item), macs.get(0)));
        }
        return new Order(
                FrameCodec.instance(order.getInstance()),
                FrameCodec.natural(order.getSequence()),
                notEmpty(batch),
                order.hasInit() ? Optional.of(fromProto(order.getInit())) : Optional.empty(),
                FrameCodec.mac(order.getMac()));
    }

    // Chain.

    Frames.Chain toProto(ChainMessage message) throws MalformedFrameException {
        Frames.Chain.Builder builder = Frames.Chain.newBuilder();
        switch (message) {
            case Submit submit -> builder.setSubmit(submit(submit));
            case Forward forward -> builder.setForward(forward(forward));
            case ChainMessage.Reply reply ->
                builder.setReply(Frames.ChainReply.newBuilder()
                        .setInstance(FrameCodec.instance(reply.instance()))
                        .setClient(reply.client().number())
                        .setTimestamp(FrameCodec.natural(reply.timestamp()))
                        .setReply(FrameCodec.wrap(reply.reply()))
                        .setHistory(FrameCodec.wrap(reply.history().value()))
                        .setAnswers(answers(reply.answers())));
        }
        return builder.build();
    }

    ChainMessage fromProto(Frames.Chain message) throws MalformedFrameException {
        return switch (message.getBodyCase()) {
            case SUBMIT -> submit(message.getSubmit());
            case FORWARD -> forward(message.getForward());
            case REPLY -> {
                Frames.ChainReply reply = message.getReply();
                yield new ChainMessage.Reply(
                        FrameCodec.instance(reply.getInstance()),
                        FrameCodec.client(reply.getClient()),
                        FrameCodec.natural(reply.getTimestamp()),
                        FrameCodec.bytes(reply.getReply()),
                        FrameCodec.digest(reply.getHistory()),
                        answers(reply.getAnswers()));
            }
            case BODY_NOT_SET -> throw new MalformedFrameException(Reason.INCONSISTENT, "no message of Chain");
        };
    }

    private Frames.ChainSubmit submit(Submit submit) throws MalformedFrameException {
        Frames.ChainSubmit.Builder builder = Frames.ChainSubmit.newBuilder()
                .setInstance(FrameCodec.instance(submit.instance()))
                .setRequest(item(submit.request(), submit.macs(), List.of()));
        if (submit.init().isPresent()) {
            builder.setInit(toProto(submit.init().get()));
        }
        return builder.build();
    }

    private Submit submit(Frames.ChainSubmit submit) throws MalformedFrameException {
        Frames.Item item = submit.getRequest();
        if (item.hasAnswers()) {
            throw new MalformedFrameException(Reason.INCONSISTENT, "a request that has answers");
        }
        return new Submit(
                FrameCodec.instance(submit.getInstance()),
                request(item),
                submit.hasInit() ? Optional.of(fromProto(submit.getInit())) : Optional.empty(),
                macs(item.getMacs()));
    }

    private Frames.ChainForward forward(Forward forward) throws MalformedFrameException {
        Frames.ChainForward.Builder builder = Frames.ChainForward.newBuilder()
                .setInstance(FrameCodec.instance(forward.instance()))
                .setSequence(FrameCodec.natural(forward.sequence()))
                .setBatch(
                        JoinedValues.join(forward.batch(), link -> item(link.request(), link.macs(), link.answers())));
        ByteString macs = ByteString.EMPTY;
        for (Voucher voucher : forward.vouchers()) {
            builder.addMaker(FrameCodec.replica(voucher.maker()));
            builder.addReceiver(FrameCodec.replica(voucher.receiver()));
            macs = macs.concat(FrameCodec.mac(voucher.mac()));
        }
        builder.setVouchers(macs);
        if (forward.init().isPresent()) {
            builder.setInit(toProto(forward.init().get()));
        }
        return builder.build();
    }

    private Forward forward(Frames.ChainForward forward) throws MalformedFrameException {
        List<Link> batch = new ArrayList<>();
        for (Frames.Item item : items(forward.getBatch())) {
            batch.add(new Link(request(item), macs(item.getMacs()), answers(item.getAnswers())));
        }
        int count = forward.getMakerCount();
        FrameCodec.checkCount(count, FrameCodec.MAX_REPLICAS * FrameCodec.MAX_REPLICAS, "vouchers");
        if (forward.getReceiverCount() != count || forward.getVouchers().size() != count * FrameCodec.MAC_BYTES) {
            throw new MalformedFrameException(Reason.INCONSISTENT, "columns of vouchers differ in length");
        }
        List<Voucher> vouchers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            vouchers.add(new Voucher(
                    FrameCodec.replica(forward.getMaker(i)),
                    FrameCodec.replica(forward.getReceiver(i)),
                    mac(forward.getVouchers(), i)));
        }
        return new Forward(
                FrameCodec.instance(forward.getInstance()),
                FrameCodec.natural(forward.getSequence()),
                notEmpty(batch),
                forward.hasInit() ? Optional.of(fromProto(forward.getInit())) : Optional.empty(),
                vouchers);
    }

    // Backup.

    Frames.Answer toProto(Answer answer) throws MalformedFrameException {
        Frames.Answer.Builder builder = Frames.Answer.newBuilder()
                .setInstance(FrameCodec.instance(answer.instance()))
                .setReplica(FrameCodec.replica(answer.replica()))
                .setClient(answer.client().number())
                .setTimestamp(FrameCodec.natural(answer.timestamp()))
                .setLeader(FrameCodec.replica(answer.leader()))
                .setReplyDigest(FrameCodec.wrap(answer.replyDigest().value()))
                .setHistory(FrameCodec.wrap(answer.history().value()))
                .setMac(FrameCodec.mac(answer.mac()));
        answer.reply().ifPresent(reply -> builder.setReply(FrameCodec.wrap(reply)));
        return builder.build();
    }

    Answer fromProto(Frames.Answer answer) throws MalformedFrameException {
        return new Answer(
                FrameCodec.instance(answer.getInstance()),
                FrameCodec.replica(answer.getReplica()),
                FrameCodec.client(answer.getClient()),
                FrameCodec.natural(answer.getTimestamp()),
                FrameCodec.replica(answer.getLeader()),
                FrameCodec.digest(answer.getReplyDigest()),
                answer.hasReply() ? Optional.of(FrameCodec.bytes(answer.getReply())) : Optional.empty(),
                FrameCodec.digest(answer.getHistory()),
                FrameCodec.mac(answer.getMac()));
    }

    Frames.Abort toProto(BackupAbort abort) throws MalformedFrameException {
        return Frames.Abort.newBuilder()
                .setAbort(columns(List.of(asAbort(abort))))
                .build();
    }

    BackupAbort fromProto(Frames.Abort abort) throws MalformedFrameException {
        List<Abort> one = aborts(abort.getAbort(), 1);
        if (one.size() != 1) {
            throw new MalformedFrameException(Reason.INCONSISTENT, "no abort");
        }
        return ofBackup(one.get(0));
    }

    // What they are made of.

    private static Frames.Item item(Request request, List<Mac> macs, List<ChainMessage.Answer> answers)
            throws MalformedFrameException {
        Frames.Item.Builder builder = Frames.Item.newBuilder()
                .setClient(request.client().number())
                .setTimestamp(FrameCodec.natural(request.timestamp()))
                .setOperation(FrameCodec.wrap(request.operation()))
                .setMacs(FrameCodec.authenticator(new Authenticator(macs)));
        if (!answers.isEmpty()) {
            builder.setAnswers(answers(answers));
        }
        return builder.build();
    }

    private static List<Frames.Item> items(Frames.Joined joined) throws MalformedFrameException {
        return JoinedValues.split(joined, Frames.Item.getDescriptor(), Frames.Item.parser(), item -> item);
    }

    private static <T> List<T> notEmpty(List<T> batch) throws MalformedFrameException {
        if (batch.isEmpty()) {
            throw new MalformedFrameException(Reason.INCONSISTENT, "an empty batch");
        }
        return batch;
    }

    private static Request request(Frames.Item item) throws MalformedFrameException {
        Bytes operation = FrameCodec.bytes(item.getOperation());
        return new Request(FrameCodec.client(item.getClient()), FrameCodec.natural(item.getTimestamp()), operation);
    }

    private static List<Mac> macs(ByteString joined) throws MalformedFrameException {
        return FrameCodec.authenticator(joined).entries();
    }

    private static Frames.Answers answers(List<ChainMessage.Answer> answers) throws MalformedFrameException {
        Frames.Answers.Builder builder = Frames.Answers.newBuilder();
        ByteString macs = ByteString.EMPTY;
        for (ChainMessage.Answer answer : answers) {
            builder.addReplica(FrameCodec.replica(answer.replica()));
            macs = macs.concat(FrameCodec.mac(answer.mac()));
        }
        return builder.setMacs(macs).build();
    }

    private static List<ChainMessage.Answer> answers(Frames.Answers columns) throws MalformedFrameException {
        int count = columns.getReplicaCount();
        FrameCodec.checkCount(count, FrameCodec.MAX_REPLICAS, "answers");
        if (columns.getMacs().size() != count * FrameCodec.MAC_BYTES) {
            throw new MalformedFrameException(Reason.INCONSISTENT, "columns of answers differ in length");
        }
        List<ChainMessage.Answer> answers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            answers.add(new ChainMessage.Answer(FrameCodec.replica(columns.getReplica(i)), mac(columns.getMacs(), i)));
        }
        return answers;
    }

    private static Mac mac(ByteString joined, int index) throws MalformedFrameException {
        int at = index * FrameCodec.MAC_BYTES;
        return FrameCodec.mac(joined.substring(at, at + FrameCodec.MAC_BYTES));
    }
}
