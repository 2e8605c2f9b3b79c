package next700.protocol.pbft;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import next700.process.Digest;
import next700.process.Guard;
import next700.process.ReplicaId;
import next700.protocol.abstraction.Setting;
import next700.protocol.pbft.PbftMessage.NewView;
import next700.protocol.pbft.PbftMessage.ViewChange;

/** In which view a replica is, and what it heard from the others about the next one. */
final class Views {
    private final Setting<ReplicaId> setting;
    private final PbftSettings settings;
    private final NewViewRule rule;
    private final Map<ReplicaId, ViewChange> received = new TreeMap<>();
    private Optional<NewView> installed = Optional.empty();
    private long view;
    private boolean active;

    /** @param view to begin in; it takes no NEW-VIEW to begin in view 0 */
    Views(Setting<ReplicaId> setting, PbftSettings settings, long view) {
        this.setting = setting;
        this.settings = settings;
        this.rule = new NewViewRule(setting.group());
        this.view = view;
        this.active = view == 0;
    }

    long view() {
        return view;
    }

    /** Whether the view has begun; if not, its NEW-VIEW is still to come. */
    boolean isActive() {
        return active;
    }

    /** {@code v mod |R|}, with replicas that are numbered from 1. */
    ReplicaId primaryOf(long ofView) {
        return new ReplicaId((int) (ofView % setting.group().size()) + 1);
    }

    ReplicaId primary() {
        return primaryOf(view);
    }

    boolean isPrimary() {
        return primary().equals(setting.self());
    }

    /** Leaves the current view for a later one. */
    void leaveFor(long later) {
        view = later;
        active = false;
        installed = Optional.empty();
    }

    /** This replica's VIEW-CHANGE for the view that it left for. */
    ViewChange announce(CheckpointCertificate stable, List<Claim> prepared, List<Claim> preprepared) {
        Digest content = ViewChange.content(setting.instance(), view, stable, prepared, preprepared, setting.self());
        ViewChange own = new ViewChange(
                setting.instance(),
                view,
                stable,
                prepared,
                preprepared,
                setting.self(),
                setting.authentication().sign(content));
        received.put(setting.self(), own);
        return own;
    }

    /** What this replica said about the view that it left for. */
    Optional<ViewChange> own() {
        return Optional.ofNullable(received.get(setting.self())).filter(change -> change.view() == view);
    }

    /** The NEW-VIEW that the current view began with. */
    Optional<NewView> installed() {
        return installed;
    }

    boolean isValid(ViewChange change) {
        return isAuthentic(change) && isFromCheckpoint(change) && isPlausible(change);
    }

    /** The replica that the VIEW-CHANGE names signed it, for this instance. */
    @Guard("PBFT.ViewChange.authentic")
    boolean isAuthentic(ViewChange change) {
        return change.instance().equals(setting.instance())
                && setting.group().contains(change.replica())
                && setting.authentication().verify(change.content(), change.replica(), change.signature());
    }

    /** Its checkpoint is stable. */
    @Guard("PBFT.ViewChange.checkpoint")
    boolean isFromCheckpoint(ViewChange change) {
        return change.stable().isValid(setting);
    }

    /** Its claims are ones that a correct replica could make. */
    @Guard("PBFT.ViewChange.plausible")
    boolean isPlausible(ViewChange change) {
        Map<Long, Integer> prepared = new TreeMap<>();
        for (Claim claim : change.prepared()) {
            if (!isPlausible(claim, change) || prepared.merge(claim.sequence(), 1, Integer::sum) > 1) {
                return false;
            }
        }
        Map<Long, Integer> preprepared = new TreeMap<>();
        for (Claim claim : change.preprepared()) {
            if (!isPlausible(claim, change)
                    || preprepared.merge(claim.sequence(), 1, Integer::sum) > Slot.MAX_PREPREPARED) {
                return false;
            }
        }
        return true;
    }

    private boolean isPlausible(Claim claim, ViewChange change) {
        long above = claim.sequence() - change.stable().sequence();
        return above > 0 && above <= settings.windowLength() && claim.view() >= 0 && claim.view() < change.view();
    }

    /** It takes the sender further than what it said before, so that one message of each replica is kept. */
    @Guard("PBFT.ViewChange.later")
    boolean isLater(ViewChange change) {
        ViewChange known = received.get(change.replica());
        return known == null || known.view() < change.view();
    }

    void note(ViewChange change) {
        received.put(change.replica(), change);
    }

    /**
     * The next view that this replica must move to because others do, though its own patience lasts: they are {@code f +
     * 1}, of which one is correct.
     */
    Optional<Long> toJoin() {
        List<Long> later = received.values().stream()
                .map(ViewChange::view)
                .filter(other -> other > view)
                .sorted()
                .toList();
        return later.stream().findFirst().filter(earliest -> hasOneCorrect(later));
    }

    /** {@code f + 1} replicas have left this view. */
    @Guard("PBFT.ViewChange.join")
    boolean hasOneCorrect(List<Long> later) {
        return later.size() >= setting.group().oneCorrect();
    }

    /**
     * Whether so many replicas have left the views before this one that its primary ought to begin it. Those that have gone
     * on already count: who no longer waits for the primary is no reason for the others to wait for ever.
     */
    boolean isAgreedUpon() {
        long there = received.values().stream()
                .filter(change -> change.view() >= view)
                .count();
        return there >= setting.group().certificate();
    }

    private List<ViewChange> forView() {
        return received.values().stream()
                .filter(change -> change.view() == view)
                .toList();
    }

    /** The NEW-VIEW that begins the view, if this is its primary and the messages so far tell what to begin it with. */
    Optional<NewView> compose() {
        List<ViewChange> changes = forView();
        if (active || !isPrimary() || rule.decide(changes).isEmpty()) {
            return Optional.empty();
        }
        Digest content = NewView.content(setting.instance(), view, changes);
        return Optional.of(new NewView(
                setting.instance(), view, changes, setting.authentication().sign(content)));
    }

    /** What a NEW-VIEW has the view begin with; nothing if it is not valid, or not news. */
    Optional<NewViewRule.Plan> planOf(NewView message) {
        if (!isNews(message)
                || !isAuthentic(message)
                || !isFromDifferentReplicas(message)
                || !isOfOneView(message)
                || !message.viewChanges().stream().allMatch(this::isValid)) {
            return Optional.empty();
        }
        return rule.decide(message.viewChanges());
    }

    /** The view has not begun, and was not left. */
    @Guard("PBFT.NewView.news")
    boolean isNews(NewView message) {
        return message.view() > view || (message.view() == view && !active);
    }

    /** The primary of the view signed it. */
    @Guard("PBFT.NewView.authentic")
    boolean isAuthentic(NewView message) {
        return message.view() > 0
                && setting.authentication().verify(message.content(), primaryOf(message.view()), message.signature());
    }

    /** A replica counts once. */
    @Guard("PBFT.NewView.different")
    boolean isFromDifferentReplicas(NewView message) {
        Set<ReplicaId> replicas = new LinkedHashSet<>();
        return message.viewChanges().stream().allMatch(change -> replicas.add(change.replica()));
    }

    /** Its VIEW-CHANGEs are for this view. */
    @Guard("PBFT.NewView.view")
    boolean isOfOneView(NewView message) {
        return message.viewChanges().stream().allMatch(change -> change.view() == message.view());
    }

    void check() {
        Invariant.holds(
                !active
                        || view == 0
                        || installed.filter(begun -> begun.view() == view).isPresent(),
                "a view after the first begins with its NEW-VIEW");
        Invariant.holds(active || installed.isEmpty(), "the NEW-VIEW of a view that was left is forgotten");
    }

    /** The view begins. */
    void begin(NewView message) {
        view = message.view();
        active = true;
        installed = Optional.of(message);
    }
}
