package next700.simulation.zyzzyva;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import next700.process.Digest;
import next700.process.Effect;
import next700.process.Input;
import next700.process.ProcessId;
import next700.process.ReplicaId;
import next700.protocol.zyzzyva.CheckpointCertificate;
import next700.protocol.zyzzyva.CommitCertificate;
import next700.protocol.zyzzyva.Histories;
import next700.protocol.zyzzyva.Request;
import next700.protocol.zyzzyva.ZyzzyvaGroup;
import next700.protocol.zyzzyva.ZyzzyvaMessage;
import next700.protocol.zyzzyva.ZyzzyvaMessage.Hate;
import next700.protocol.zyzzyva.ZyzzyvaMessage.LocalCommit;
import next700.protocol.zyzzyva.ZyzzyvaMessage.NewView;
import next700.protocol.zyzzyva.ZyzzyvaMessage.OrderRequest;
import next700.protocol.zyzzyva.ZyzzyvaMessage.Response;
import next700.protocol.zyzzyva.ZyzzyvaMessage.SpecResponse;
import next700.protocol.zyzzyva.ZyzzyvaMessage.ViewChange;
import next700.protocol.zyzzyva.ZyzzyvaReplica;
import next700.simulation.zyzzyva.Overheard.Claim;
import next700.trial.ChoiceTape;
import next700.trial.Decision;
import next700.trial.IdealAuthentication;
import next700.trial.Liar;
import next700.trial.World;

/**
 * A replica that knows what there is to lie about in Zyzzyva: as a primary it has two faces, each with a history of its own; in its
 * VIEW-CHANGEs it shows any certificate that can be made of what was said, and any history that goes with it; as a new primary it
 * picks the VIEW-CHANGEs; it says to clients what others say, hates without a reason, and keeps to itself what it likes. What of this
 * it does when, the tape says: it knows no plan.
 */
final class ZyzzyvaLiar implements Liar {
    private final ReplicaId self;
    private final ZyzzyvaGroup group;
    private final ChoiceTape tape;
    private final Overheard overheard;
    private final Set<ProcessId> liars;
    private final IdealAuthentication keys;
    private Optional<TwoFaces> faces = Optional.empty();
    private int echoed;

    ZyzzyvaLiar(ReplicaId self, ZyzzyvaGroup group, ChoiceTape tape, Overheard overheard, Set<ProcessId> liars) {
        this.self = self;
        this.group = group;
        this.tape = tape;
        this.overheard = overheard;
        this.liars = liars;
        this.keys = new IdealAuthentication(self);
    }

    private int lie(int bound, String label) {
        return tape.choose(Math.min(bound, ChoiceTape.MAX_BOUND), Decision.LIE, label);
    }

    private int pick(int bound, String label) {
        return bound <= 1 ? 0 : tape.choose(Math.min(bound, ChoiceTape.MAX_BOUND), Decision.SHAPE, label);
    }

    @Override
    public void react(Input input, List<Effect> honest, World world) {
        overheard.listen(world.flights());
        Set<OrderRequest> ordered = new LinkedHashSet<>();
        Optional<ViewChange> shown = Optional.empty();
        for (Effect effect : honest) {
            switch (effect) {
                case Effect.Send send -> {
                    switch (send.message()) {
                        case OrderRequest order -> {
                            if (ordered.add(order)) {
                                order(order, send.to(), world);
                            }
                        }
                        case ViewChange change -> {
                            if (shown.isEmpty()) {
                                shown = Optional.of(altered(change));
                            }
                            say(send.to(), shown.get(), !shown.get().equals(change), "shows what it likes", world);
                        }
                        case NewView newView -> say(send.to(), picked(newView), true, "picks", world);
                        default -> pass(send, world);
                    }
                }
                case Effect.SetTimer set -> world.carryOut(self, set);
                case Effect.CancelTimer cancel -> world.carryOut(self, cancel);
                default -> {}
            }
        }
        echo(world);
        hate(world);
    }

    private void say(ProcessId to, ZyzzyvaMessage message, boolean isLie, String remark, World world) {
        world.send(self, to, message, isLie, isLie ? remark : "");
    }

    private void pass(Effect.Send send, World world) {
        ZyzzyvaMessage message = (ZyzzyvaMessage) send.message();
        if (lie(3, "what becomes of " + message.getClass().getSimpleName()) != 1) {
            say(send.to(), message, false, "", world);
        }
    }

    // The primary with two faces.

    /** An order of the honest one is an occasion to order something; one of old is told again as the receiver's face had it. */
    private void order(OrderRequest order, ProcessId to, World world) {
        ZyzzyvaReplica honest = (ZyzzyvaReplica) world.process(self);
        if (!group.primary(order.view()).equals(self)) {
            world.send(self, to, order, false, "");
            return;
        }
        if (faces.filter(known -> known.view() == order.view()).isEmpty()) {
            long before = Math.max(honest.stable(), order.n() - 1);
            faces = Optional.of(new TwoFaces(
                    order.view(), before, honest.historyAt(before), () -> pick(2, "which face is seen") == 1, keys));
        }
        TwoFaces two = faces.get();
        if (two.hasSeen(order.request())) {
            two.toldAgain(order.request(), (ReplicaId) to)
                    .ifPresent(again -> world.send(self, to, again, true, "as it was told before"));
            return;
        }
        two.sees(order.request());
        int how = lie(5, "who is told of a request");
        Request other = how == 3 ? another(order.request()) : order.request();
        if (how != 2 && how != 4) {
            tell(two, 0, order.request(), world);
        }
        if (how != 1 && how != 4) {
            tell(two, 1, other, world);
        }
    }

    private Request another(Request request) {
        List<Request> others = overheard.requests().stream()
                .filter(other -> !other.digest().equals(request.digest()))
                .toList();
        return others.isEmpty() ? request : others.get(pick(others.size(), "another request"));
    }

    private void tell(TwoFaces two, int face, Request request, World world) {
        OrderRequest order = two.order(face, request);
        for (ReplicaId replica : group.replicas()) {
            if (!replica.equals(self) && two.faceOf(replica) == face) {
                world.send(self, replica, order, two.areDifferent(), two.areDifferent() ? "two faces" : "");
            }
        }
    }

    // View changes.

    private ViewChange altered(ViewChange honest) {
        int how = lie(4, "what a VIEW-CHANGE shows");
        if (how == 0) {
            return honest;
        }
        boolean isProved = how == 1 || (how == 3 && pick(2, "with a certificate") == 1);
        Optional<CommitCertificate> commit = isProved ? anyCertificate(honest) : Optional.empty();
        Digest from = honest.stable().history();
        Digest proved =
                commit.map(CommitCertificate::history).orElse(honest.began().history());
        Optional<List<Request>> path =
                commit.isPresent() || honest.began().n() >= honest.stable().n()
                        ? overheard.between(from, proved)
                        : Optional.of(List.of());
        if (path.isEmpty()) {
            return honest;
        }
        List<Request> log = new ArrayList<>(path.get());
        List<List<Request>> more = overheard.after(path.get().isEmpty() ? from : proved);
        log.addAll(more.get(pick(more.size(), "what else was executed")));
        return new ViewChange(honest.view(), honest.stable(), honest.began(), commit, log, self, honest.signature())
                .signedBy(new OwnKeys(self, group));
    }

    /** One that can be made of what was said, with the liars' own words for it; first those that its honest self would not show. */
    private Optional<CommitCertificate> anyCertificate(ViewChange honest) {
        int correct = group.f() * 2
                + 1
                - (int) liars.stream().filter(ReplicaId.class::isInstance).count();
        List<Claim> claims = overheard.claims(correct).stream()
                .filter(claim -> claim.view() < honest.view())
                .sorted(Comparator.comparing(claim -> isReported(claim, honest)))
                .toList();
        if (claims.isEmpty()) {
            return Optional.empty();
        }
        Claim claim = claims.get(pick(claims.size(), "which certificate"));
        List<SpecResponse> said = new ArrayList<>(overheard.answersTo(claim));
        for (ProcessId liar : liars) {
            if (liar instanceof ReplicaId replica
                    && said.stream().noneMatch(known -> known.replica().equals(replica))) {
                said.add(claim.saidBy(replica));
            }
        }
        return Optional.of(new CommitCertificate(said));
    }

    private boolean isReported(Claim claim, ViewChange honest) {
        Digest history = honest.stable().history();
        boolean isReported = history.equals(claim.history());
        for (Request request : honest.log()) {
            history = Histories.extend(history, request);
            isReported |= history.equals(claim.history());
        }
        return isReported;
    }

    /** Any VIEW-CHANGEs that make a NEW-VIEW; each receiver may be sent others. */
    private NewView picked(NewView honest) {
        List<ViewChange> all = overheard.changesFor(honest.view());
        if (lie(2, "which VIEW-CHANGEs") == 0 || all.isEmpty()) {
            return honest;
        }
        int first = pick(all.size(), "the first VIEW-CHANGE");
        List<ViewChange> some = new ArrayList<>();
        for (int i = 0; i < all.size() && some.size() < honest.changes().size(); i++) {
            ViewChange change = all.get((first + i) % all.size());
            if (some.stream().noneMatch(known -> known.replica().equals(change.replica()))) {
                some.add(change);
            }
        }
        return new NewView(honest.view(), some, honest.signature()).signedBy(new OwnKeys(self, group));
    }

    // What others say.

    private void echo(World world) {
        List<Overheard.Word> words = overheard.words();
        for (; echoed < words.size(); echoed++) {
            Overheard.Word word = words.get(echoed);
            if (!liars.contains(word.from()) && lie(2, "says what others say") == 1) {
                switch (word.message()) {
                    case Response response ->
                        say(
                                word.to(),
                                new Response(
                                        Claim.of(response.response()).saidBy(self), response.reply(), response.order()),
                                true,
                                "says what others say",
                                world);
                    case LocalCommit commit ->
                        say(
                                word.to(),
                                new LocalCommit(
                                                commit.view(),
                                                commit.n(),
                                                commit.history(),
                                                commit.client(),
                                                commit.timestamp(),
                                                self,
                                                commit.mac())
                                        .signedBy(new OwnKeys(self, group)),
                                true,
                                "says what others say",
                                world);
                    default -> {}
                }
            }
        }
    }

    /** Or leaves before anybody else does, so that the next primary hears of it first. */
    private void hate(World world) {
        int how = tape.choose(3, Decision.ATTACK, "hates");
        if (how == 0) {
            return;
        }
        ZyzzyvaReplica honest = (ZyzzyvaReplica) world.process(self);
        Hate hate = new Hate(honest.view(), self, keys.sign(Hate.content(honest.view(), self)));
        sayToOthers(hate, "without a reason", world);
        if (how == 2 && honest.isActive() && honest.stable() == 0) {
            ViewChange change = new ViewChange(
                    honest.view() + 1,
                    CheckpointCertificate.BEGINNING,
                    honest.began(),
                    Optional.empty(),
                    honest.requests(),
                    self,
                    hate.signature());
            sayToOthers(altered(change.signedBy(new OwnKeys(self, group))), "leaves early", world);
        }
    }

    private void sayToOthers(ZyzzyvaMessage message, String remark, World world) {
        group.replicas().stream()
                .filter(replica -> !replica.equals(self))
                .forEach(replica -> say(replica, message, true, remark, world));
    }
}
