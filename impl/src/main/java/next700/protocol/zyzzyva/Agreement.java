package next700.protocol.zyzzyva;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import next700.process.ClientId;
import next700.process.Digest;
import next700.process.Effects;
import next700.process.Guard;
import next700.process.ProcessId;
import next700.process.Step;
import next700.protocol.zyzzyva.ZyzzyvaMessage.Commit;
import next700.protocol.zyzzyva.ZyzzyvaMessage.ConfirmRequest;
import next700.protocol.zyzzyva.ZyzzyvaMessage.FillHole;
import next700.protocol.zyzzyva.ZyzzyvaMessage.LocalCommit;
import next700.protocol.zyzzyva.ZyzzyvaMessage.OrderRequest;

/** Agreement within a view: steps 2, 3, 3' and 5, and what a replica does for a client that asks again (4c). */
final class Agreement {
    private final ReplicaState state;
    private final Checkpointing checkpoints;
    private final ViewChanging views;
    private final Hatred hatred;
    /** Requests that clients asked all replicas for: they are to be executed, or their certificates to come. */
    private final Map<ClientId, Request> awaited = new TreeMap<>();
    /** Orders behind a hole. */
    private final Map<Long, OrderRequest> early = new TreeMap<>();
    /** The number that the primary was asked for: each answer may bring more that is early, and is not asked for again. */
    private long hole;

    Agreement(ReplicaState state, Checkpointing checkpoints, ViewChanging views, Hatred hatred) {
        this.state = state;
        this.checkpoints = checkpoints;
        this.views = views;
        this.hatred = hatred;
    }

    // Requests.

    /** Step 2 at the primary; 4c at any replica. */
    void onRequest(Request request, Effects out) {
        if (!isAuthentic(request) || !takesPart()) {
            return;
        }
        if (isNew(request)) {
            if (state.isPrimary()) {
                order(request, out);
            } else {
                out.send(state.primary(), new ConfirmRequest(state.view(), request));
                await(request, out);
            }
        } else if (isLast(request)) {
            state.respond(request.client(), out);
            if (isUncertain(request)) {
                await(request, out);
            }
        }
    }

    /** The client made a MAC for this replica. */
    @Guard("ZV.Request.authentic")
    boolean isAuthentic(Request request) {
        return request.authenticator()
                .entryFor(state.self)
                .filter(mac -> state.authentication.verify(request.digest(), request.client(), mac))
                .isPresent();
    }

    /** "Stops taking part" between its VIEW-CHANGE and the new view (VC2). */
    @Guard("ZV.takesPart")
    boolean takesPart() {
        return state.isActive();
    }

    /** "t newer than the client's last". */
    @Guard("ZV.Request.new")
    boolean isNew(Request request) {
        return state.log
                .answer(request.client())
                .map(answer -> request.timestamp() > answer.timestamp())
                .orElse(true);
    }

    /** The cached answer is the one to this request. */
    @Guard("ZV.Request.last")
    boolean isLast(Request request) {
        return state.log
                .answer(request.client())
                .filter(answer -> answer.timestamp() == request.timestamp())
                .isPresent();
    }

    /** No certificate covers it yet: its client may have to wait for ever. */
    private boolean isUncertain(Request request) {
        long n = state.log.answer(request.client()).orElseThrow().n();
        return n > state.log.stable()
                && n > state.commit().map(CommitCertificate::n).orElse(0L);
    }

    private void await(Request request, Effects out) {
        if (awaited.isEmpty()) {
            out.setTimer(ZyzzyvaTimer.PROGRESS, state.settings.patience());
        }
        awaited.put(request.client(), request);
    }

    /** Something went on: whoever is still waited for has its time anew. */
    private void proceed(Effects out) {
        if (awaited.values().removeIf(request -> !isNew(request) && !(isLast(request) && isUncertain(request)))) {
            restart(out);
        }
    }

    private void restart(Effects out) {
        out.cancelTimer(ZyzzyvaTimer.PROGRESS);
        if (!awaited.isEmpty()) {
            out.setTimer(ZyzzyvaTimer.PROGRESS, state.settings.patience());
        }
    }

    /** The primary has not done its part. What is missing others may have, and hate is for others to agree with. */
    void onPatienceLost(Effects out) {
        if (state.isActive() && !awaited.isEmpty()) {
            long next = state.log.last() + 1;
            state.sendToOthers(new FillHole(state.view(), next, next + state.settings.window()), out);
            checkpoints.speakAgain(out);
            hatred.hate(out);
            out.setTimer(ZyzzyvaTimer.PROGRESS, state.settings.patience());
        }
    }

    /** A view has begun: what is waited for, its primary is asked for. */
    void begin(Effects out) {
        early.clear();
        hole = 0;
        awaited.values().removeIf(request -> !isNew(request));
        for (Request request : awaited.values().toArray(Request[]::new)) {
            if (state.isPrimary()) {
                order(request, out);
            } else {
                out.send(state.primary(), new ConfirmRequest(state.view(), request));
            }
        }
        restart(out);
    }

    /** A replica vouches for nothing: the primary judges the request as if the client had sent it. */
    void onConfirmRequest(ProcessId from, ConfirmRequest message, Effects out) {
        Request request = message.request();
        if (!isOfThisView(message.view()) || !takesPart() || !state.isPrimary() || !isAuthentic(request)) {
            return;
        }
        if (isNew(request)) {
            order(request, out);
        } else if (isLast(request)) {
            long n = state.log.answer(request.client()).orElseThrow().n();
            if (n > state.log.stable()) {
                state.log.entry(n).order().ifPresent(order -> out.send(from, order));
            }
        }
    }

    // Orders.

    @Step("ZV.Order")
    private void order(Request request, Effects out) {
        long n = state.log.last() + 1;
        if (isInWindow(n)) {
            Digest history = Histories.extend(state.log.history(), request);
            Digest content = OrderRequest.content(state.view(), n, history, request.digest());
            OrderRequest order =
                    new OrderRequest(state.view(), n, history, request, state.authentication.sign(content));
            execute(order, out);
            state.sendToOthers(order, out);
        }
    }

    /** Steps 3 and 3'. */
    void onOrder(OrderRequest order, Effects out) {
        if (isOfThisView(order.view()) && takesPart() && state.proofs.isByItsPrimary(order) && !state.isPrimary()) {
            if (order.n() > state.log.last() + 1) {
                keepForLater(order, out);
            } else {
                follow(order, out);
                Optional<OrderRequest> next = Optional.ofNullable(early.remove(state.log.last() + 1));
                while (next.isPresent()) {
                    follow(next.get(), out);
                    next = Optional.ofNullable(early.remove(state.log.last() + 1));
                }
            }
        }
    }

    @Guard("ZV.view")
    boolean isOfThisView(long view) {
        return view == state.view();
    }

    /** "Refuses sequence numbers further than 2 checkpoint intervals ahead". */
    @Guard("ZV.OrderReq.window")
    boolean isInWindow(long n) {
        return n <= state.log.stable() + state.settings.window();
    }

    private void keepForLater(OrderRequest order, Effects out) {
        if (isInWindow(order.n())) {
            early.put(order.n(), order);
        }
        long next = state.log.last() + 1;
        if (hole != next) {
            hole = next;
            out.send(state.primary(), new FillHole(state.view(), next, order.n()));
            out.setTimer(ZyzzyvaTimer.HOLE, state.settings.patience() / 2);
        }
    }

    private void follow(OrderRequest order, Effects out) {
        if (!isNext(order)) {
            return;
        }
        if (!continuesTheHistory(order) || !isNew(order.request())) {
            hatred.hate(out);
        } else if (isAuthentic(order.request()) && isInWindow(order.n())) {
            execute(order, out);
        }
    }

    /** "n = max_n + 1". */
    @Guard("ZV.OrderReq.next")
    boolean isNext(OrderRequest order) {
        return order.n() == state.log.last() + 1;
    }

    /** "h_n = H(own h_{n-1}, d)". */
    @Guard("ZV.OrderReq.history")
    boolean continuesTheHistory(OrderRequest order) {
        return order.history().equals(Histories.extend(state.log.history(), order.request()));
    }

    @Step("ZV.Execute")
    private void execute(OrderRequest order, Effects out) {
        state.execute(order, out);
        state.took("ZV.Order", order.n(), Optional.of(order.request().name()), out);
        state.respond(order.request().client(), out);
        checkpoints.reached(order.n(), out);
        proceed(out);
    }

    // Holes.

    void onHoleStays(Effects out) {
        if (state.isActive() && !early.isEmpty()) {
            long next = state.log.last() + 1;
            state.sendToOthers(new FillHole(state.view(), next, next + state.settings.window()), out);
            hatred.hate(out);
            out.setTimer(ZyzzyvaTimer.HOLE, state.settings.patience());
        }
    }

    /** What was asked for and is there; or the checkpoint, if it is forgotten. */
    void onFillHole(ProcessId from, FillHole message, Effects out) {
        if (message.view() < state.view()) {
            views.tellWhereWeAre(from, out);
            return;
        }
        if (!isOfThisView(message.view()) || !takesPart()) {
            return;
        }
        if (message.from() <= state.log.stable()) {
            checkpoints.sendState(from, message.from(), out);
        }
        for (long n = Math.max(message.from(), state.log.stable() + 1);
                n <= Math.min(message.to(), state.log.last());
                n++) {
            state.log.entry(n).order().ifPresent(order -> out.send(from, order));
        }
    }

    // Certificates.

    /** Step 5. */
    void onCommit(Commit message, Effects out) {
        CommitCertificate certificate = message.certificate();
        if (!isOfThisView(certificate.view()) || !takesPart() || !state.proofs.isValid(certificate)) {
            return;
        }
        if (certificate.n() > state.log.last()) {
            state.sendToOthers(new FillHole(state.view(), state.log.last() + 1, certificate.n()), out);
        } else if (certificate.n() >= state.log.stable() && !isOwnHistory(certificate)) {
            hatred.hate(out);
        } else {
            localCommit(message, out);
        }
    }

    /** "Consistent with its own history". */
    @Guard("ZV.Commit.history")
    boolean isOwnHistory(CommitCertificate certificate) {
        return state.log.historyAt(certificate.n()).equals(certificate.history());
    }

    @Step("ZV.LocalCommit")
    private void localCommit(Commit message, Effects out) {
        CommitCertificate certificate = message.certificate();
        keep(certificate, out);
        Digest content = LocalCommit.content(
                certificate.view(),
                certificate.n(),
                certificate.history(),
                message.client(),
                message.timestamp(),
                state.self);
        out.send(
                message.client(),
                new LocalCommit(
                        certificate.view(),
                        certificate.n(),
                        certificate.history(),
                        message.client(),
                        message.timestamp(),
                        state.self,
                        state.authentication.mac(content, message.client())));
    }

    /** "Stores CC if it is longer than its own." */
    void keep(CommitCertificate certificate, Effects out) {
        if (state.isNews(certificate) && certificate.n() > state.log.stable()) {
            state.keep(certificate, out);
            state.took("ZV.LocalCommit", certificate.n(), Optional.empty(), out);
            proceed(out);
        }
    }
}
