package next700.protocol.lcr;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import next700.process.Effects;
import next700.process.Guard;
import next700.process.Step;
import next700.protocol.lcr.LcrMessage.Ack;
import next700.protocol.lcr.LcrMessage.Data;
import next700.protocol.lcr.LcrMessage.Ring;

/**
 * What a member does within one view (thesis Figure 2.5), with the fairness mechanism and flow control of 2.5.2.
 *
 * <p>What arrives from the predecessor waits in the forward queue, and is received, in the sense of the figure, when it
 * leaves it: only then is it counted in the clock, stored, and sent on, in one step as printed. Were it counted when it
 * arrives, an own message that overtakes it, as fairness has it, would claim to come after it, and the members that
 * see the own message first could deliver it first.
 */
final class LcrRing {
    private final MemberId self;
    private final View view;
    private final LcrSettings settings;
    private final SendQueue sendQueue;
    private final int me;
    private final MemberId successor;

    private final long[] clock;
    private final Pending pending;
    private final long[] stable;
    private final ArrayDeque<Ring> forwardQueue = new ArrayDeque<>();
    private final long[] acksToSend;
    private final Turns turns;
    private final long[] arrived;
    private boolean linkIsReady = true;
    private long ownPendingBytes;
    private long delivered;

    LcrRing(MemberId self, View view, LcrSettings settings, SendQueue sendQueue) {
        this.self = self;
        this.view = view;
        this.settings = settings;
        this.sendQueue = sendQueue;
        this.me = view.positionOf(self);
        this.successor = view.members().get(view.successor(me));
        this.clock = new long[view.size()];
        this.pending = new Pending(view.size());
        this.stable = new long[view.size()];
        this.acksToSend = new long[view.size()];
        this.turns = new Turns(view.size());
        this.arrived = new long[view.size()];
    }

    /**
     * Whether a predecessor that works can have sent this: each sender's messages arrive one after the other, with clocks
     * for this view.
     */
    boolean isPlausible(MemberId from, Ring ring) {
        boolean isKnown = ring.acks().stream().allMatch(ack -> ack.origin() < view.size());
        return isKnown
                && from.equals(view.members().get(view.predecessor(me)))
                && ring.data().map(this::isNext).orElse(true);
    }

    private boolean isNext(Data data) {
        return isOfThisRing(data) && data.sequence() == arrived[data.origin()] + 1;
    }

    private boolean isOfThisRing(Data data) {
        return data.view() == view.number() && data.clock().size() == view.size() && data.origin() < view.size();
    }

    /** What arrives on the ring goes to the end of the forward queue. */
    void enqueue(Ring ring) {
        ring.data().ifPresent(data -> arrived[data.origin()]++);
        forwardQueue.add(ring);
    }

    void linkReady() {
        linkIsReady = true;
    }

    /**
     * Takes all steps that can be taken: those that put nothing on the link at once, the others as the link takes their
     * messages.
     */
    void advance(Effects out) {
        boolean moved = true;
        while (moved) {
            absorb(out);
            moved = linkIsReady && (tryBroadcast(out) || tryForward(out) || tryAcknowledge(out));
        }
    }

    private void absorb(Effects out) {
        while (!forwardQueue.isEmpty() && !needsLink(forwardQueue.peek())) {
            takeHead(out);
        }
    }

    private boolean needsLink(Ring head) {
        return head.data().isPresent() && isForwarded(head.data().get());
    }

    private Optional<Data> takeHead(Effects out) {
        Ring head = forwardQueue.remove();
        head.acks().forEach(ack -> onAck(ack, out));
        head.data().ifPresent(data -> {
            turns.passed(data.origin(), data.following());
            onData(data, out);
        });
        return head.data();
    }

    private boolean tryBroadcast(Effects out) {
        if (sendQueue.isEmpty() || !hasWindow(sendQueue.peek().sizeBytes()) || !isMyTurn()) {
            return false;
        }
        utoBroadcast(out);
        return true;
    }

    private boolean tryForward(Effects out) {
        if (forwardQueue.isEmpty()) {
            return false;
        }
        putOnLink(takeHead(out), out);
        return true;
    }

    private boolean tryAcknowledge(Effects out) {
        for (long sequence : acksToSend) {
            if (sequence > 0) {
                putOnLink(Optional.empty(), out);
                return true;
            }
        }
        return false;
    }

    private void putOnLink(Optional<Data> data, Effects out) {
        linkIsReady = false;
        out.send(successor, new Ring(view.number(), data, takeAcks()));
    }

    /** Acknowledgements ride before whatever message goes next, and behind all that was received before them. */
    private List<Ack> takeAcks() {
        List<Ack> acks = new ArrayList<>(2);
        for (int origin = 0; origin < acksToSend.length; origin++) {
            if (acksToSend[origin] > 0) {
                acks.add(new Ack(origin, acksToSend[origin]));
                acksToSend[origin] = 0;
            }
        }
        return acks;
    }

    /**
     * Flow control: no more of this member's bytes are on their way than the window has room for, so that every member
     * can hold all that is pending, and a member that stalls stalls those who broadcast.
     */
    @Guard("LCR.Broadcast.window")
    boolean hasWindow(int sizeBytes) {
        return ownPendingBytes == 0 || ownPendingBytes + sizeBytes <= settings.windowBytes();
    }

    /** Fairness (thesis 2.5.2). Who has nothing on its way is not kept from sending by anybody who is slow. */
    private boolean isMyTurn() {
        if (!settings.fair()) {
            return true;
        }
        if (ownPendingBytes > 0 && turns.isAhead()) {
            return false;
        }
        return forwardQueue.isEmpty() || turns.isOwn(senderOfHead());
    }

    /** Whose message is the next to forward; -1 if there is none. */
    private int senderOfHead() {
        return forwardQueue.isEmpty()
                ? -1
                : forwardQueue.peek().data().orElseThrow().origin();
    }

    /** Lines 5-8. Alone in its view, a member is its own predecessor, and the message is stable at once. */
    @Step("LCR.Broadcast")
    private void utoBroadcast(Effects out) {
        turns.ownSent(senderOfHead());
        SendQueue.Batch batch = sendQueue.take();
        clock[me]++;
        Data data = new Data(view.number(), me, Clock.of(clock), sendQueue.size(), batch.sizeBytes(), batch.payloads());
        pending.add(data);
        ownPendingBytes += data.sizeBytes();
        out.took(LcrStep.about("LCR.Broadcast", self, data));
        if (view.size() > 1) {
            putOnLink(Optional.of(data), out);
        } else {
            stable[me] = data.sequence();
            tryDeliver(out);
        }
    }

    /**
     * Lines 9-18; the caller sends the message on (line 12) if it is to be. Line 18 is taken for every message, not only
     * by the predecessor of its sender, as the indentation of the print has it. Line 10 is not needed: in a view every
     * member receives every message once, and what is of another view does not come here.
     */
    @Step("LCR.Data")
    private void onData(Data data, Effects out) {
        receive(data);
        out.took(LcrStep.about("LCR.Data", self, data));
        if (!isForwarded(data)) {
            stable[data.origin()] = data.sequence();
            acksToSend[data.origin()] = data.sequence();
            tryDeliver(out);
        }
    }

    private void receive(Data data) {
        pending.add(data);
        clock[data.origin()]++;
    }

    /** Line 11: the predecessor of a message's sender does not send it on. */
    @Guard("LCR.Data.forward")
    boolean isForwarded(Data data) {
        return me != view.predecessor(data.origin());
    }

    /**
     * Lines 19-23. Only the forwarding is guarded by line 20, not lines 21 and 23 as printed: the last to hear of it
     * must mark the message stable as well.
     */
    @Step("LCR.Ack")
    private void onAck(Ack ack, Effects out) {
        markStable(ack);
        out.took(LcrStep.about("LCR.Ack", self, view.number(), ack));
        if (isForwarded(ack)) {
            acksToSend[ack.origin()] = ack.sequence();
        }
        tryDeliver(out);
    }

    private void markStable(Ack ack) {
        stable[ack.origin()] = ack.sequence();
    }

    /** Line 20: the predecessor of the predecessor of the message's sender does not send the acknowledgement on. */
    @Guard("LCR.Ack.forward")
    boolean isForwarded(Ack ack) {
        return me != view.predecessor(view.predecessor(ack.origin()));
    }

    /** Lines 24-27. */
    private void tryDeliver(Effects out) {
        Data first = pending.first();
        while (first != null && isStable(first)) {
            deliver(first, out);
            first = pending.first();
        }
    }

    /** Line 25: all members of the view have received the message. */
    @Guard("LCR.Deliver.stable")
    boolean isStable(Data data) {
        return data.sequence() <= stable[data.origin()];
    }

    /** Lines 26-27, and 15-16 of Figure 2.7. */
    @Step("LCR.Deliver")
    private void deliver(Data data, Effects out) {
        pending.remove(data);
        if (data.origin() == me) {
            ownPendingBytes -= data.sizeBytes();
        }
        out.took(LcrStep.about("LCR.Deliver", self, data));
        out.tell(new LcrNotice.Deliver(view.members().get(data.origin()), delivered, data));
        delivered += data.payloads().size();
    }

    /** The pending list as a RECOVER carries it. */
    List<Data> pending() {
        return pending.toList();
    }

    /**
     * Figure 2.7, lines 9-11: adds what this member has not received. Counting it at once, and not when it is delivered
     * (line 17), keeps what several members recover from being there several times.
     */
    void merge(List<Data> recovered, Effects out) {
        for (Data data : recovered) {
            if (isOfThisRing(data) && isMissing(data)) {
                receive(data);
            } else {
                out.tell(new LcrNotice.Discard(data));
            }
        }
    }

    /** Figure 2.7, line 10. */
    @Guard("LCR.Recover.missing")
    boolean isMissing(Data data) {
        return data.sequence() > clock[data.origin()];
    }

    /** Figure 2.7, lines 13-17: in the order of 2.4.1, which the print does not say. */
    void forceDeliver(Effects out) {
        while (!pending.isEmpty()) {
            deliver(pending.first(), out);
        }
    }

    /** What waits in the forward queue was not received here, and is pending elsewhere if anybody needs it. */
    void discardForwardQueue(Effects out) {
        forwardQueue.forEach(ring -> ring.data().ifPresent(data -> out.tell(new LcrNotice.Discard(data))));
        forwardQueue.clear();
    }

    /**
     * Looks whether what belongs together agrees.
     *
     * @param isTurning whether the view is not being changed
     * @throws IllegalStateException naming what does not
     */
    void check(boolean isTurning) {
        for (int origin = 0; origin < clock.length; origin++) {
            require(
                    pending.endsWith(clock[origin], origin),
                    "a sender's pending messages are its latest, without a gap");
            require(stable[origin] <= clock[origin], "what is stable was received");
            require(acksToSend[origin] <= stable[origin], "what is acknowledged is stable");
        }
        Data first = pending.first();
        require(first == null || first.sequence() > stable[first.origin()], "the first pending message is not stable");
        require(ownPendingBytes == pending.sizeBytes(me), "the window counts the own pending messages");
        if (isTurning) {
            checkArrived();
        } else {
            require(forwardQueue.isEmpty(), "nothing waits in the forward queue while the view changes");
        }
    }

    private void checkArrived() {
        long[] waiting = arrived.clone();
        for (Ring onRing : forwardQueue) {
            if (onRing.data().isPresent()) {
                waiting[onRing.data().get().origin()]--;
            }
        }
        for (int origin = 0; origin < clock.length; origin++) {
            require(
                    origin == me || waiting[origin] == clock[origin],
                    "what arrived is counted or in the forward queue");
        }
    }

    static void require(boolean holds, String invariant) {
        if (!holds) {
            throw new IllegalStateException("it does not hold that " + invariant);
        }
    }
}
