package next700.protocol.lcr;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import next700.process.Automaton;
import next700.process.Effect;
import next700.process.Effects;
import next700.process.Guard;
import next700.process.Input;
import next700.process.Step;
import next700.protocol.lcr.LcrMessage.AckRecover;
import next700.protocol.lcr.LcrMessage.Completed;
import next700.protocol.lcr.LcrMessage.EndRecovery;
import next700.protocol.lcr.LcrMessage.Join;
import next700.protocol.lcr.LcrMessage.JoinRefused;
import next700.protocol.lcr.LcrMessage.Recover;
import next700.protocol.lcr.LcrMessage.Ring;

/**
 * A process of LCR as a pure state machine: it takes one input at a time and says what is to be done. In a view it is
 * an {@link LcrRing}; from view to view it goes by a {@link ViewChange}.
 *
 * <p>Membership, which the thesis leaves to a group communication system, is decided here: every process merges what it
 * hears of crashes, joins and leaves into one {@link Change}, of itself and of others, and runs the procedure of Figure
 * 2.7 for it with all whom it concerns. Hearing of more interrupts the procedure and begins a larger one.
 */
public final class LcrProcess implements Automaton {
    /** Where a process stands. */
    public enum Phase {
        /** It has asked to be let in. */
        OUTSIDE,
        /** It is in a view, and its ring turns. */
        MEMBER,
        /** It is in a view that is being changed, or joins by that change. */
        CHANGING,
        /** It left, as it wanted to. */
        LEFT,
        /** It could not go on. */
        STOPPED
    }

    /** A process that is behind by more than one view can only be one that leaves. */
    private static final int REMEMBERED_CHANGES = 64;

    private final MemberId self;
    private final LcrSettings settings;
    private final SendQueue sendQueue;

    private Phase phase = Phase.OUTSIDE;
    private Optional<View> view = Optional.empty();
    private LcrRing ring;

    /** What made the view and those before it, the newest last; who is behind has to be told. */
    private final ArrayDeque<Change> installed = new ArrayDeque<>();

    private ViewChange viewChange;
    private boolean wantsToLeave;
    private final NavigableSet<MemberId> suspected = new TreeSet<>();
    private final NavigableSet<MemberId> joining = new TreeSet<>();
    private final NavigableSet<MemberId> leaving = new TreeSet<>();

    /**
     * Changes that this process has sent its END_RECOVERY for, and whose views others may therefore have installed: the
     * running one may be among them, and interrupted ones that can still turn out to have been agreed upon.
     */
    private final List<ViewChange> promises = new ArrayList<>();

    /** On the ring of a view to come, from whom. */
    private record Early(MemberId from, Ring message) {}

    private final ArrayDeque<Early> early = new ArrayDeque<>();
    private final Windows earlyWindows;

    private LcrProcess(MemberId self, LcrSettings settings) {
        this.self = self;
        this.settings = settings;
        this.sendQueue = new SendQueue(settings.batchBytes());
        this.earlyWindows = new Windows(settings.windowBytes());
    }

    /**
     * A member of the view that a group starts with.
     *
     * @throws IllegalArgumentException if the process is not in it
     */
    public static LcrProcess member(MemberId self, View initial, LcrSettings settings) {
        if (!initial.contains(self)) {
            throw new IllegalArgumentException(self + " is not a member of " + initial);
        }
        LcrProcess process = new LcrProcess(self, settings);
        process.initialize(initial);
        return process;
    }

    /** A process that is to join a group that exists. */
    public static LcrProcess outsider(MemberId self, LcrSettings settings) {
        return new LcrProcess(self, settings);
    }

    public Phase phase() {
        return phase;
    }

    /** The view that is installed. */
    public Optional<View> view() {
        return view;
    }

    /** Who wants to join by the change that is running, and has not done yet all that this process waits for. */
    public NavigableSet<MemberId> joinersWaitedFor() {
        return phase == Phase.CHANGING && view.isPresent()
                ? viewChange.joinersWaitedFor()
                : Collections.emptyNavigableSet();
    }

    /** Inputs that no host of LCR hands to it, such as timers, change nothing. */
    @Override
    public List<Effect> on(Input input) {
        Effects out = new Effects();
        if (!hasEnded()) {
            take(input, out);
        }
        return out.toList();
    }

    private boolean hasEnded() {
        return phase == Phase.LEFT || phase == Phase.STOPPED;
    }

    private void take(Input input, Effects out) {
        switch (input) {
            case Input.Called called -> onCall((LcrCall) called.call(), out);
            case Input.Received received -> {
                MemberId from = (MemberId) received.from();
                LcrMessage message = (LcrMessage) received.message();
                if (suspected.contains(from)) {
                    discard(message, out);
                } else {
                    onMessage(from, message, out);
                }
            }
            case Input.Writable writable -> {
                if (writable.after() instanceof Ring sent && view.isPresent() && isThisView(sent)) {
                    ring.linkReady();
                }
            }
            case Input.Lost lost -> onSuspected((MemberId) lost.peer(), out);
            default -> {}
        }
        if (phase == Phase.MEMBER) {
            ring.advance(out);
            leaveOnceAllIsSent(out);
        }
    }

    private void onCall(LcrCall call, Effects out) {
        switch (call) {
            case LcrCall.Broadcast broadcast -> sendQueue.add(broadcast.payload());
            case LcrCall.AskToJoin ask -> {
                if (phase == Phase.OUTSIDE) {
                    out.send(ask.contact(), new Join());
                }
            }
            case LcrCall.Leave leave -> wantsToLeave = true;
        }
    }

    private static void discard(LcrMessage message, Effects out) {
        if (message instanceof Ring onRing) {
            onRing.data().ifPresent(data -> out.tell(new LcrNotice.Discard(data)));
        } else if (message instanceof Recover recover) {
            recover.pending().forEach(data -> out.tell(new LcrNotice.Discard(data)));
        }
    }

    private void leaveOnceAllIsSent(Effects out) {
        if (wantsToLeave && sendQueue.isEmpty() && leaving.add(self)) {
            reconsider(out);
        }
    }

    private void onMessage(MemberId from, LcrMessage message, Effects out) {
        switch (message) {
            case Ring onRing -> onRing(from, onRing, out);
            case Recover recover -> onRecover(from, recover, out);
            case AckRecover ack -> onAckRecover(from, ack.change(), out);
            case EndRecovery end -> onEndRecovery(from, end.change(), out);
            case Completed completed -> installIfPromised(completed.change()::equals, out);
            case Join join -> onJoin(from, out);
            case JoinRefused refused -> {
                if (phase == Phase.OUTSIDE) {
                    out.tell(new LcrNotice.Refused(refused.reason(), refused.isFinal()));
                }
            }
        }
    }

    /**
     * Figures 2.5 and 2.7 do not say in which view a message on the ring was sent. One of an older view is dropped: all
     * that matters of it was recovered. One of a newer view waits until that is installed. And while the view changes,
     * the procedures of Figure 2.5 are frozen. (That a member hears of an older view than its own does not happen as long
     * as all that another member sends it comes in order: what was sent on the ring comes before END_RECOVERY.)
     */
    private void onRing(MemberId from, Ring message, Effects out) {
        if (isLaterView(message)) {
            keepForLater(from, message, out);
        } else if (isThisView(message) && phase == Phase.MEMBER) {
            enqueue(from, message, out);
        } else {
            discard(message, out);
        }
    }

    /**
     * On the ring of a view to come, nothing is stable without this process, so that its members can have sent no more than
     * their windows have room for, and no acknowledgements. Who sends other things does not work, and counts as failed.
     */
    private void keepForLater(MemberId from, Ring message, Effects out) {
        boolean canBeSent = mayBeOfLaterView(from)
                && message.acks().isEmpty()
                && message.data().filter(earlyWindows::admits).isPresent();
        if (canBeSent) {
            early.add(new Early(from, message));
        } else {
            discard(message, out);
            onSuspected(from, out);
        }
    }

    /** The members of a view to come are those of this one, those who join, and those of a view that was promised. */
    private boolean mayBeOfLaterView(MemberId from) {
        return view.isEmpty()
                || isConcernedBy(from)
                || promises.stream()
                        .anyMatch(promised -> promised.change().target().contains(from));
    }

    /** A predecessor that sends what it cannot have to send does not work, and counts as failed. */
    private void enqueue(MemberId from, Ring message, Effects out) {
        if (ring.isPlausible(from, message)) {
            ring.enqueue(message);
        } else {
            discard(message, out);
            onSuspected(from, out);
        }
    }

    private boolean isLaterView(Ring message) {
        return view.isEmpty() || message.view() > view.get().number();
    }

    private boolean isThisView(Ring message) {
        return message.view() == view.orElseThrow().number();
    }

    /** The perfect failure detector of thesis 2.2.1 speaks. */
    @Step("LCR.Suspect")
    private void onSuspected(MemberId member, Effects out) {
        if (isConcernedBy(member) && suspected.add(member)) {
            reconsider(out);
        }
    }

    private boolean isConcernedBy(MemberId member) {
        return joining.contains(member)
                || base().filter(view -> view.contains(member)).isPresent();
    }

    @Step("LCR.Join")
    private void onJoin(MemberId joiner, Effects out) {
        if (view.isEmpty() || leaving.contains(self)) {
            refuse(joiner, self + " is not a member itself", false, out);
        } else if (view.get().contains(joiner)) {
            refuse(joiner, joiner + " is a member still; it has to be excluded first", false, out);
        } else if (isNameTaken(joiner)) {
            refuse(joiner, "there is another member named " + joiner, true, out);
        } else if (view.get().size() + joining.size() >= View.MAX_MEMBERS) {
            refuse(joiner, "the group has " + View.MAX_MEMBERS + " members, and no room for more", true, out);
        } else if (joining.add(joiner)) {
            reconsider(out);
        }
    }

    private boolean isNameTaken(MemberId joiner) {
        return Stream.concat(view.orElseThrow().members().stream(), joining.stream())
                .anyMatch(other -> other.name().equals(joiner.name()) && !other.equals(joiner));
    }

    private static void refuse(MemberId joiner, String reason, boolean isFinal, Effects out) {
        out.send(joiner, new JoinRefused(reason, isFinal));
    }

    /** The view that is to be changed: this process' own, or the one that it is to be added to. */
    private Optional<View> base() {
        return view.or(() ->
                Optional.ofNullable(viewChange).map(running -> running.change().base()));
    }

    /** Begins a change of membership if more is known than what the running one is about. */
    private void reconsider(Effects out) {
        if (hasEnded() || base().isEmpty()) {
            return;
        }
        NavigableSet<MemberId> excluded = new TreeSet<>(suspected);
        excluded.removeIf(member -> !isConcernedBy(member));
        Change wanted = new Change(base().get(), excluded, joining, leaving);
        if (!wanted.isEmpty() && isMoreThanRunning(wanted)) {
            begin(wanted, out);
        }
    }

    private boolean isMoreThanRunning(Change wanted) {
        return viewChange == null || !viewChange.change().equals(wanted);
    }

    /**
     * Lines 1-2: freezes the ring, and sends what is pending to all who take part. A newer change interrupts an older
     * one, which would wait for ever for those who crashed meanwhile.
     */
    @Step("LCR.ViewChange")
    private void begin(Change change, Effects out) {
        if (!isPermitted(change) || !isPermittedByPromises(change)) {
            giveUp(change, out);
            return;
        }
        phase = Phase.CHANGING;
        viewChange = new ViewChange(change);
        change.excluded().forEach(member -> out.add(new Effect.Disconnect(member)));
        if (view.isPresent()) {
            ring.discardForwardQueue(out);
        }
        out.took(LcrStep.about("LCR.ViewChange", self, change, Optional.empty()));
        Recover recover = new Recover(change, view.isPresent() ? ring.pending() : List.of());
        sendToOthers(viewChange, recover, out);
        onAckRecover(self, change, out);
    }

    private void sendToOthers(ViewChange running, LcrMessage message, Effects out) {
        for (MemberId participant : running.participants()) {
            if (!participant.equals(self)) {
                out.send(participant, message);
            }
        }
    }

    /** Enough members of the view are left to make the next one. */
    @Guard("LCR.View.quorum")
    boolean isPermitted(Change change) {
        return settings.survival()
                .permits(change.base(), member -> !change.excluded().contains(member));
    }

    /**
     * And enough of every view that others may have installed already, since this process has agreed to it. With
     * joiners in it, a majority of the view before may be none of it.
     */
    @Guard("LCR.View.promises")
    boolean isPermittedByPromises(Change change) {
        return settings.survival().assumesPerfectDetector()
                || promises.stream()
                        .allMatch(promised -> settings.survival()
                                .permits(
                                        promised.change().target(),
                                        member -> !change.excluded().contains(member)));
    }

    private void giveUp(Change change, Effects out) {
        stop(
                change,
                "of " + change.base() + ", " + change.excluded()
                        + " cannot be reached any more: the others could go on without " + self,
                out);
    }

    private void stop(Change change, String reason, Effects out) {
        phase = Phase.STOPPED;
        out.took(LcrStep.about("LCR.Stop", self, change, Optional.empty()));
        abandon(out);
        out.tell(new LcrNotice.Stopped(reason));
    }

    /** Nothing will be delivered here any more. */
    private void abandon(Effects out) {
        if (view.isPresent()) {
            ring.discardForwardQueue(out);
            ring.pending().forEach(data -> out.tell(new LcrNotice.Discard(data)));
        }
        early.forEach(message -> discard(message.message(), out));
        early.clear();
        earlyWindows.clear();
    }

    /**
     * Lines 8-12. Receiving a RECOVER makes this process take part in the change, so that it is frozen before it adds
     * what it did not have. One that is about more than this process knows of makes it begin that change; one that is
     * about less is left unanswered, since its sender hears of more from this process.
     */
    private void onRecover(MemberId from, Recover recover, Effects out) {
        Change theirs = recover.change();
        catchUp(theirs, out);
        if (!concernsMe(theirs)) {
            discard(recover, out);
            return;
        }
        if (base().isEmpty()) {
            adopt(theirs, out);
        } else if (isOfOlderBase(theirs)) {
            learnFromBehind(from, theirs, out);
        } else {
            learn(theirs);
            reconsider(out);
        }
        if (phase == Phase.CHANGING && isRunning(theirs)) {
            onRecoverOfRunning(from, recover, out);
        } else {
            discard(recover, out);
        }
    }

    /** A process that is in no view may be the restarted namesake of a member: only as a joiner is it meant. */
    private boolean concernsMe(Change theirs) {
        return !hasEnded()
                && theirs.participants().contains(self)
                && (view.isPresent() || theirs.joining().contains(self));
    }

    @Step("LCR.Recover")
    private void onRecoverOfRunning(MemberId from, Recover recover, Effects out) {
        if (view.isPresent()) {
            ring.merge(recover.pending(), out);
        } else {
            discard(recover, out);
        }
        out.took(LcrStep.about("LCR.Recover", self, recover.change(), Optional.of(from)));
        out.send(from, new AckRecover(recover.change()));
    }

    /**
     * A change of a view that this process has agreed to, but not installed, tells that it was agreed to by all: what
     * was missing here are END_RECOVERY messages, and their senders may have crashed.
     */
    private void catchUp(Change theirs, Effects out) {
        boolean isCaughtUp = installIfPromised(promised -> promised.target().equals(theirs.base()), out);
        boolean isAbandonedJoin = view.isEmpty()
                && viewChange != null
                && theirs.base().number() > viewChange.change().base().number();
        if (!isCaughtUp && isAbandonedJoin) {
            viewChange = null;
            phase = Phase.OUTSIDE;
        }
    }

    private boolean installIfPromised(Predicate<Change> isCompleted, Effects out) {
        Optional<Change> completed =
                promises.stream().map(ViewChange::change).filter(isCompleted).findFirst();
        completed.ifPresent(change -> install(change, out));
        return completed.isPresent();
    }

    private void adopt(Change theirs, Effects out) {
        suspected.clear();
        joining.clear();
        leaving.clear();
        suspected.addAll(theirs.excluded());
        joining.addAll(theirs.joining());
        leaving.addAll(theirs.leaving());
        begin(theirs, out);
    }

    private boolean isOfOlderBase(Change theirs) {
        return theirs.base().number() < base().orElseThrow().number();
    }

    private void learn(Change theirs) {
        suspected.addAll(theirs.excluded());
        joining.addAll(theirs.joining());
        leaving.addAll(theirs.leaving());
    }

    /**
     * The sender has not installed this view yet. It is told that it can; and what it knows counts as far as this view
     * is concerned.
     */
    private void learnFromBehind(MemberId from, Change theirs, Effects out) {
        if (view.isEmpty()) {
            return;
        }
        View mine = view.get();
        boolean isOfMine = mine.contains(from);
        Optional<Change> missed = installed.stream()
                .filter(change -> change.base().equals(theirs.base())
                        && change.participants().contains(from))
                .findFirst();
        if (missed.isPresent()) {
            out.send(from, new Completed(missed.get()));
        } else if (theirs.joining().contains(from)) {
            onJoin(from, out);
        }
        if (isOfMine) {
            theirs.excluded().stream().filter(mine::contains).forEach(suspected::add);
            theirs.leaving().stream().filter(mine::contains).forEach(leaving::add);
            theirs.joining().stream()
                    .filter(joiner ->
                            !mine.contains(joiner) && !theirs.excluded().contains(joiner))
                    .forEach(joining::add);
            reconsider(out);
        }
    }

    /** It is about the change that is being agreed upon here, not an older or larger one. */
    private boolean isRunning(Change change) {
        return viewChange != null && viewChange.change().equals(change);
    }

    /** Lines 3-4. */
    @Step("LCR.AckRecover")
    private void onAckRecover(MemberId from, Change change, Effects out) {
        if (viewChange == null || !isAnswerToRunning(change)) {
            return;
        }
        viewChange.acknowledged(from);
        out.took(LcrStep.about("LCR.AckRecover", self, viewChange.change(), Optional.of(from)));
        if (viewChange.isAcknowledgedByAll() && !viewChange.hasEnded(self)) {
            viewChange.ended(self);
            promises.add(viewChange);
            sendToOthers(viewChange, new EndRecovery(viewChange.change()), out);
            onEndRecovery(self, viewChange.change(), out);
        }
    }

    /** An answer to an older RECOVER does not tell that its sender has seen the last. */
    @Guard("LCR.AckRecover.running")
    boolean isAnswerToRunning(Change change) {
        return viewChange.change().equals(change);
    }

    /** Line 5, for the running change or an interrupted one that this process has promised. */
    @Step("LCR.EndRecovery")
    private void onEndRecovery(MemberId from, Change change, Effects out) {
        Optional<ViewChange> which = Stream.concat(Stream.ofNullable(viewChange), promises.stream())
                .filter(candidate -> candidate.change().equals(change))
                .findFirst();
        if (which.isPresent()) {
            which.get().ended(from);
            out.took(LcrStep.about("LCR.EndRecovery", self, change, Optional.of(from)));
            if (which.get().isEndedByAll()) {
                install(change, out);
            }
        }
    }

    /** Lines 6-7: delivers what is pending, and goes on in the new view, or not at all if this process leaves. */
    @Step("LCR.View")
    private void install(Change change, Effects out) {
        View next = change.target();
        if (view.isPresent()) {
            ring.forceDeliver(out);
        }
        out.took(LcrStep.about("LCR.View", self, change, Optional.empty()));
        Optional<ViewChange> interrupting = Optional.ofNullable(viewChange)
                .filter(running -> !running.change().equals(change));
        viewChange = null;
        promises.clear();
        if (!next.contains(self)) {
            if (view.isPresent()) {
                leave(change, out);
            } else {
                stop(change, "all members of " + change.base() + " have left", out);
            }
            return;
        }
        tellThoseWhoLeave(change, out);
        interrupting.ifPresent(larger -> tellThoseWhoWentOn(change, larger, out));
        joining.removeIf(joiner -> next.contains(joiner) || suspected.contains(joiner));
        suspected.retainAll(next.members());
        leaving.retainAll(next.members());
        initialize(next);
        if (installed.size() == REMEMBERED_CHANGES) {
            installed.remove();
        }
        installed.add(change);
        out.tell(new LcrNotice.Installed(next));
        replayEarly(out);
        reconsider(out);
    }

    /**
     * A process that returns to a change which a larger one had interrupted has answered the RECOVERs of the larger one,
     * and will not end it: those who run it with this process would wait for its END_RECOVERY for ever.
     */
    private void tellThoseWhoWentOn(Change change, ViewChange interrupting, Effects out) {
        sendToOthers(interrupting, new Completed(change), out);
    }

    /** A process that leaves need not wait for the END_RECOVERY of others, who may go on and leave before it. */
    private void tellThoseWhoLeave(Change change, Effects out) {
        change.leaving().stream()
                .filter(leaver -> !change.excluded().contains(leaver))
                .forEach(leaver -> out.send(leaver, new Completed(change)));
    }

    /** Those who still wait for others learn that they need not, before they see this process go. */
    private void leave(Change change, Effects out) {
        phase = Phase.LEFT;
        change.participants().stream()
                .filter(participant -> !participant.equals(self))
                .forEach(participant -> out.send(participant, new Completed(change)));
        abandon(out);
        out.tell(new LcrNotice.Left());
    }

    /** Figure 2.5, lines 1-4, for every view: nothing is pending any more, and clocks can begin anew. */
    private void initialize(View next) {
        view = Optional.of(next);
        ring = new LcrRing(self, next, settings, sendQueue);
        phase = Phase.MEMBER;
    }

    /** One of the messages may be such that this process stops at it; then the others are not needed any more. */
    private void replayEarly(Effects out) {
        List<Early> held = List.copyOf(early);
        early.clear();
        earlyWindows.clear();
        for (Early message : held) {
            if (hasEnded()) {
                discard(message.message(), out);
            } else {
                onMessage(message.from(), message.message(), out);
            }
        }
    }

    @Override
    public void check() {
        LcrRing.require(view.isEmpty() || view.get().contains(self), "a process is a member of its view");
        for (Early held : early) {
            LcrRing.require(isLaterView(held.message()), "what is early is of a later view");
        }
        LcrRing.require(!suspected.contains(self), "a process does not suspect itself");
        switch (phase) {
            case OUTSIDE -> LcrRing.require(view.isEmpty() && viewChange == null, "who is outside has no view");
            case MEMBER -> {
                LcrRing.require(view.isPresent() && viewChange == null, "a ring turns unless its view changes");
                LcrRing.require(promises.isEmpty(), "a view that is installed ends all that was promised before");
                ring.check(true);
            }
            case CHANGING -> {
                LcrRing.require(
                        viewChange.participants().contains(self), "a process takes part in the change that it runs");
                LcrRing.require(
                        view.isEmpty() || viewChange.change().base().equals(view.get()),
                        "a process changes its own view");
                LcrRing.require(
                        promises.stream().allMatch(promised -> promised.hasEnded(self)),
                        "a process has ended what it promised");
                if (view.isPresent()) {
                    ring.check(false);
                }
            }
            case LEFT, STOPPED -> LcrRing.require(early.isEmpty(), "who has ended holds nothing");
        }
    }
}
