package next700.protocol.zyzzyva;

import java.util.List;
import java.util.Optional;
import next700.process.ClientId;
import next700.process.Digest;
import next700.process.Effect;
import next700.process.Effects;
import next700.process.Guard;
import next700.process.ReplicaId;
import next700.process.Stored;
import next700.protocol.authentication.Authentication;
import next700.protocol.zyzzyva.ZyzzyvaMessage.NewView;
import next700.protocol.zyzzyva.ZyzzyvaMessage.OrderRequest;
import next700.protocol.zyzzyva.ZyzzyvaMessage.Response;
import next700.protocol.zyzzyva.ZyzzyvaMessage.SpecResponse;
import next700.service.Service;

/** What a replica knows, and how it speaks. */
final class ReplicaState {
    /** How it stands to its view. */
    enum Mode {
        /** It takes part. */
        ACTIVE,
        /** It goes there: it has sent its VIEW-CHANGE. */
        LEAVING,
        /** It has said what the view begins with. */
        CONFIRMING
    }

    final ReplicaId self;
    final ZyzzyvaGroup group;
    final ZyzzyvaSettings settings;
    final Authentication authentication;
    final Proofs proofs;
    final SpeculativeLog log;
    private final Service kind;
    private long view;
    private Mode mode = Mode.ACTIVE;
    private ViewCertificate began = ViewCertificate.FIRST;
    private Optional<NewView> newView = Optional.empty();
    private Optional<CommitCertificate> commit = Optional.empty();
    private CheckpointCertificate stable = CheckpointCertificate.BEGINNING;
    private Memory.Silence silence = Memory.Silence.NONE;

    ReplicaState(
            ReplicaId self,
            ZyzzyvaGroup group,
            ZyzzyvaSettings settings,
            Authentication authentication,
            Service service,
            Stored stored) {
        this.self = self;
        this.group = group;
        this.settings = settings;
        this.authentication = authentication;
        this.proofs = new Proofs(group, authentication, settings.rule());
        this.log = new SpeculativeLog(service);
        this.kind = service;
        remember(stored);
    }

    /** It was in the middle of a view change, if it was: what it then said of the view it does not know any more, and goes on. */
    private void remember(Stored stored) {
        stored.get(Memory.BASE, Memory.Base.class).ifPresent(base -> {
            stable = base.certificate();
            silence = base.silence();
            log.install(SpeculativeLog.Position.read(base.snapshot(), kind)
                    .orElseThrow(() -> new IllegalStateException("the stored state is of another service")));
        });
        stored.get(Memory.BEGINNING, Memory.Start.class).ifPresent(start -> {
            began = start.certificate();
            newView = start.newView();
            view = began.view();
            start.requests().stream()
                    .skip(Math.max(0, log.stable() - start.from()))
                    .forEach(request -> log.execute(request, Optional.empty()));
        });
        stored.startingWith(Memory.ENTRY, Memory.Ordered.class).values().stream()
                .map(Memory.Ordered::order)
                .filter(order -> order.view() == began.view() && order.n() == log.last() + 1)
                .forEach(order -> log.execute(order.request(), Optional.of(order)));
        stored.get(Memory.STANDING, Memory.Standing.class).ifPresent(standing -> {
            commit = standing.commit().filter(certificate -> certificate.view() == began.view());
            if (standing.view() > view) {
                view = standing.confirmed() ? standing.view() + 1 : standing.view();
                mode = Mode.LEAVING;
            }
        });
    }

    long view() {
        return view;
    }

    Mode mode() {
        return mode;
    }

    boolean isActive() {
        return mode == Mode.ACTIVE;
    }

    /** The last view in which it was active. */
    long activeView() {
        return began.view();
    }

    ViewCertificate began() {
        return began;
    }

    Optional<NewView> newView() {
        return newView;
    }

    Optional<CommitCertificate> commit() {
        return commit;
    }

    CheckpointCertificate stable() {
        return stable;
    }

    ReplicaId primary() {
        return group.primary(view);
    }

    boolean isPrimary() {
        return primary().equals(self);
    }

    Service kind() {
        return kind;
    }

    /** Whether a certificate says more than what the replica can show already. */
    boolean isNews(CommitCertificate certificate) {
        return certificate.n() > commit.map(CommitCertificate::n).orElse(began.n());
    }

    void keep(CommitCertificate certificate, Effects out) {
        commit = Optional.of(certificate);
        write(out);
    }

    void leaveFor(long to, Effects out) {
        view = to;
        mode = Mode.LEAVING;
        write(out);
    }

    void confirm(long to, Effects out) {
        view = to;
        mode = Mode.CONFIRMING;
        write(out);
    }

    /** The view has begun, with the history that is in the log now. */
    void enter(ViewCertificate certificate, NewView how, Effects out) {
        view = certificate.view();
        mode = Mode.ACTIVE;
        began = certificate;
        newView = Optional.of(how);
        commit = Optional.empty();
        log.forgetOrders();
        out.store(Memory.BEGINNING, new Memory.Start(began, newView, log.stable(), log.requests()));
        write(out);
    }

    private void write(Effects out) {
        out.store(Memory.STANDING, new Memory.Standing(view, mode == Mode.CONFIRMING, commit));
    }

    /** The log's base is stable now. */
    void settle(CheckpointCertificate certificate, long from, Effects out) {
        stable = certificate;
        out.store(Memory.BASE, new Memory.Base(certificate, log.base().snapshot(), silence));
        for (long n = from + 1; n <= log.stable(); n++) {
            out.add(new Effect.Erase(Memory.Ordered.name(n)));
        }
    }

    /** Takes the state of others in the place of its own history. */
    void install(SpeculativeLog.Position position, CheckpointCertificate certificate, Effects out) {
        long from = log.stable();
        silence = new Memory.Silence(activeView(), log.last());
        log.install(position);
        settle(certificate, from, out);
    }

    /** A request gets its place: the note of it goes before the word. */
    SpeculativeLog.Entry execute(OrderRequest order, Effects out) {
        SpeculativeLog.Entry entry = log.execute(order.request(), Optional.of(order));
        out.store(Memory.Ordered.name(log.last()), new Memory.Ordered(order));
        return entry;
    }

    /** What a client is told of its last request, in this view. */
    void respond(ClientId client, Effects out) {
        log.answer(client).filter(answer -> mayAnswer(answer.n())).ifPresent(answer -> {
            Optional<OrderRequest> order =
                    answer.n() > log.stable() ? log.entry(answer.n()).order() : Optional.empty();
            out.send(client, new Response(responseTo(client, answer), answer.reply(), order));
        });
    }

    /** It has not answered with another history. */
    @Guard("ZV.SpecResponse.once")
    boolean mayAnswer(long n) {
        return !silence.covers(activeView(), n);
    }

    SpecResponse responseTo(ClientId client, Answer answer) {
        Digest result = SpecResponse.digestOf(answer.reply());
        Digest content = SpecResponse.content(
                activeView(), answer.n(), answer.history(), result, client, answer.timestamp(), self);
        return new SpecResponse(
                activeView(),
                answer.n(),
                answer.history(),
                result,
                client,
                answer.timestamp(),
                self,
                authentication.sign(content));
    }

    /** The answer to the request at a number, which nobody has executed after. */
    SpecResponse responseAt(long n) {
        ClientId client = log.entry(n).request().client();
        return responseTo(client, log.position(n).answers().get(client));
    }

    void sendToOthers(ZyzzyvaMessage message, Effects out) {
        group.replicas().stream()
                .filter(replica -> !replica.equals(self))
                .forEach(replica -> out.send(replica, message));
    }

    void took(String step, long n, Optional<RequestName> request, Effects out) {
        out.took(new ZyzzyvaStep(step, self, view, n, log.stable(), request, List.of(), List.of()));
    }

    private boolean isOwn(CommitCertificate certificate) {
        return log.reaches(certificate.n()) && log.historyAt(certificate.n()).equals(certificate.history());
    }

    void check() {
        log.check();
        if (view < activeView() || isActive() != (view == activeView())) {
            throw new IllegalStateException("it is " + mode + " in view " + view + ", and was last active in " + began);
        }
        if (log.reaches(began.n()) && !log.historyAt(began.n()).equals(began.history())) {
            throw new IllegalStateException("its history does not begin as its view did");
        }
        if (commit.filter(certificate -> certificate.n() >= log.stable() && !isOwn(certificate))
                .isPresent()) {
            throw new IllegalStateException("it holds a certificate for another history than its own");
        }
    }
}
