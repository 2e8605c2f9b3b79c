package next700.protocol.chain;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import next700.process.Bytes;
import next700.process.Digest;
import next700.process.Effects;
import next700.process.Guard;
import next700.process.ReplicaId;
import next700.process.Step;
import next700.protocol.abstraction.InstanceMessage;
import next700.protocol.abstraction.InstanceReplica;
import next700.protocol.abstraction.InstanceTimer;
import next700.protocol.abstraction.LocalHistory;
import next700.protocol.abstraction.Request;
import next700.protocol.abstraction.Setting;
import next700.protocol.abstraction.Speculation;
import next700.protocol.abstraction.StepKind;
import next700.protocol.abstraction.StepRecord;
import next700.protocol.abstraction.Timing;
import next700.protocol.chain.ChainMessage.Answer;
import next700.protocol.chain.ChainMessage.Forward;
import next700.protocol.chain.ChainMessage.Link;
import next700.protocol.chain.ChainMessage.Reply;
import next700.protocol.chain.ChainMessage.Submit;
import next700.protocol.chain.ChainMessage.Voucher;
import next700.protocol.checkpoints.CheckpointMessage;
import next700.protocol.checkpoints.Checkpointing;
import next700.protocol.panicking.Panic;
import next700.protocol.panicking.PanickingReplica;
import next700.protocol.sequencing.Sequence;

/**
 * Chain's replica (thesis B.4 and 3.5.1.2, with B.5 and B.6): it executes what comes down the chain, speculatively,
 * authenticates it for those after it, and passes it on, until a client panics.
 */
final class ChainReplica implements InstanceReplica {
    /** Batches that are remembered, to be sent on again. Clients that wait for older ones have panicked long since. */
    private static final int KEPT = 256;

    private final Setting<ReplicaId> setting;
    private final ReplicaId self;
    private final ChainOrder chain;
    private final LocalHistory local;
    private final PanickingReplica panicking;
    private final ChainHead head;
    private final Contention contention;
    private final Checkpointing checkpointing;
    private final Sequence<Forward> sequence = new Sequence<>();
    private final NavigableMap<Long, Digest> executed = new TreeMap<>();
    private boolean refuses;

    ChainReplica(Setting<ReplicaId> setting, Timing timing, Chain parameters, Speculation speculation) {
        this.setting = setting;
        this.self = setting.self();
        this.chain = new ChainOrder(setting.group());
        this.local = new LocalHistory(setting, speculation);
        this.panicking = new PanickingReplica(setting, local);
        this.head = new ChainHead(setting, local, panicking, parameters.batchLimit());
        this.contention = new Contention(parameters.contentionMillis(), setting.instance());
        this.checkpointing = new Checkpointing(setting, timing, parameters, local, panicking);
    }

    @Override
    public void onMessage(InstanceMessage message, Effects out) {
        switch (message) {
            case Submit submit -> {
                if (isHead()) {
                    onSubmit(submit, out);
                }
            }
            case Forward forward -> {
                if (!isHead()) {
                    onForward(forward, out);
                }
            }
            case Panic panic -> panicking.onPanic(panic, out);
            case CheckpointMessage checkpoint -> checkpointing.onMessage(checkpoint, out);
            default -> {}
        }
    }

    @Override
    public void onTimer(InstanceTimer timer, Effects out) {
        switch (timer.kind()) {
            case BATCH -> head.onTimer().ifPresent(batch -> perform("C2", batch, out));
            case CONTENTION -> {
                if (contention.wasLacking()) {
                    panicking.stopForLackOfContention(out);
                }
            }
            default -> checkpointing.onTimer(timer, out);
        }
    }

    @Override
    public Optional<LocalHistory> local() {
        return Optional.of(local);
    }

    private boolean isHead() {
        return self.equals(chain.head());
    }

    /**
     * Step C2: the head orders the request, executes it and sends it down the chain. As printed the head never executes,
     * so that what the others execute is missing in its ABORT.
     */
    @Step("C2")
    private void onSubmit(Submit submit, Effects out) {
        head.onSubmit(submit, out).ifPresent(batch -> perform("C2", batch, out));
    }

    /** Step C3: execute the next batch and send it on. A batch that was executed before is sent on again. */
    @Step("C3")
    private void onForward(Forward forward, Effects out) {
        Digest content = forward.content(setting.group());
        if (!isFromPredecessor(forward, content)) {
            return;
        }
        if (!panicking.isRunning()) {
            forward.requests().forEach(request -> panicking.sendAbort(request.client(), out));
        } else if (!refuses) {
            refuses = !isVouchedFor(forward, content) || !isAuthentic(forward);
            if (refuses) {
                out.took(StepRecord.of(StepKind.INTERNAL, "C3.refuses", self, setting.instance()));
            } else {
                sequence.keep(forward.sequence(), forward);
                perform("C3", forward, content, out);
                Optional<Forward> next = sequence.kept();
                while (next.isPresent() && perform("C3", next.get(), out)) {
                    next = sequence.kept();
                }
            }
        }
    }

    /** The replica before this one sent it: whatever others send is not worth an answer, let alone a stop. */
    @Guard("C3.from-predecessor")
    boolean isFromPredecessor(Forward forward, Digest content) {
        return isVouchedForBy(chain.predecessor(self), forward, content);
    }

    /**
     * MACs of the rest of the predecessor set authenticate the batch, too. "In case MAC verification fails, the replica
     * stops executing Step C3 in instance {@code i}."
     */
    @Guard("C3.predecessors")
    boolean isVouchedFor(Forward forward, Digest content) {
        return chain.predecessors(self).stream()
                .filter(maker -> !maker.equals(chain.predecessor(self)))
                .allMatch(maker -> isVouchedForBy(maker, forward, content));
    }

    private boolean isVouchedForBy(ReplicaId maker, Forward forward, Digest content) {
        return forward.vouchers().stream()
                .filter(voucher ->
                        voucher.maker().equals(maker) && voucher.receiver().equals(self))
                .anyMatch(voucher -> setting.authentication().verify(content, maker, voucher.mac()));
    }

    /** The clients made the requests, as far as their MACs reach: the first {@code f + 1} replicas can tell. */
    @Guard("C3.authentic")
    boolean isAuthentic(Forward forward) {
        return !chain.successorsOfClients().contains(self)
                || forward.batch().stream().allMatch(this::isAuthentic);
    }

    private boolean isAuthentic(Link link) {
        int index = self.number() - 1;
        return index < link.macs().size()
                && setting.authentication()
                        .verify(
                                Submit.content(setting.instance(), link.request()),
                                link.request().client(),
                                link.macs().get(index));
    }

    private boolean perform(String step, Forward forward, Effects out) {
        return perform(step, forward, forward.content(setting.group()), out);
    }

    /** Returns whether the batch was the next one, and is executed now. */
    private boolean perform(String step, Forward forward, Digest content, Effects out) {
        if (sequence.isPast(forward.sequence())) {
            if (isTheOneExecuted(forward, content)) {
                passOn(forward, content, out);
            }
            return false;
        }
        if (!sequence.isNext(forward.sequence())) {
            return false;
        }
        local.initialise(forward.init(), out);
        if (!isInitialised() || !sequence.isAcceptable(forward.requests(), local)) {
            return false;
        }
        sequence.advance(forward.requests(), local);
        executed.put(forward.sequence(), content);
        if (executed.size() > KEPT) {
            executed.pollFirstEntry();
        }
        for (Request request : forward.requests()) {
            execute(step, request, out);
        }
        passOn(forward, content, out);
        checkpointing.advance(out);
        return true;
    }

    private void execute(String step, Request request, Effects out) {
        if (local.isFresh(request)) {
            local.execute(request);
        }
        contention.note(request.client(), out);
        out.took(StepRecord.of(StepKind.EXECUTES, step, self, setting.instance())
                .about(request)
                .initialisedBy(local.takeUntold())
                .with(local.history()));
    }

    /** A replica vouches for what it executed at a number, and for nothing else at the same. */
    @Guard("C3.same-batch")
    boolean isTheOneExecuted(Forward forward, Digest content) {
        return content.equals(executed.get(forward.sequence()));
    }

    /** No request executes before the beginning of the history is settled. */
    @Guard("C3.initialised")
    boolean isInitialised() {
        return local.isInitialised();
    }

    private void passOn(Forward forward, Digest content, Effects out) {
        List<Link> links = forward.batch().stream().map(this::answered).toList();
        if (self.equals(chain.tail())) {
            links.stream().filter(link -> local.holds(link.request())).forEach(link -> reply(link, out));
            return;
        }
        List<Voucher> vouchers = new ArrayList<>();
        for (Voucher voucher : forward.vouchers()) {
            if (voucher.receiver().compareTo(self) > 0) {
                vouchers.add(voucher);
            }
        }
        for (ReplicaId receiver : chain.successors(self)) {
            vouchers.add(new Voucher(self, receiver, setting.authentication().mac(content, receiver)));
        }
        out.send(
                chain.successor(self),
                new Forward(setting.instance(), forward.sequence(), links, forward.init(), vouchers));
    }

    /**
     * The last {@code f + 1} replicas authenticate reply and history for the client. A batch that is sent on again may have
     * requests whose clients have gone on to others.
     */
    private Link answered(Link link) {
        Request request = link.request();
        if (!chain.last().contains(self) || !local.holds(request)) {
            return link;
        }
        Digest content =
                Answer.content(setting.instance(), request.id(), local.replyTo(request), local.historyOf(request));
        List<Answer> answers = new ArrayList<>(link.answers());
        answers.add(new Answer(self, setting.authentication().mac(content, request.client())));
        return new Link(request, link.macs(), answers);
    }

    private void reply(Link link, Effects out) {
        Request request = link.request();
        Bytes reply = local.replyTo(request);
        Digest history = local.historyOf(request);
        out.send(request.client(), new Reply(setting.instance(), request.id(), reply, history, link.answers()));
    }
}
