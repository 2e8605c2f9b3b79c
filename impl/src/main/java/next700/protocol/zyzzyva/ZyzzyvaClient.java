package next700.protocol.zyzzyva;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import next700.process.Automaton;
import next700.process.Bytes;
import next700.process.ClientId;
import next700.process.Effect;
import next700.process.Effects;
import next700.process.Guard;
import next700.process.Input;
import next700.process.Invocation;
import next700.process.ReplicaId;
import next700.process.Step;
import next700.protocol.authentication.Authentication;
import next700.protocol.zyzzyva.ZyzzyvaMessage.Commit;
import next700.protocol.zyzzyva.ZyzzyvaMessage.LocalCommit;
import next700.protocol.zyzzyva.ZyzzyvaMessage.OrderRequest;
import next700.protocol.zyzzyva.ZyzzyvaMessage.ProofOfMisbehaviour;
import next700.protocol.zyzzyva.ZyzzyvaMessage.Response;
import next700.protocol.zyzzyva.ZyzzyvaMessage.SpecResponse;

/** A client, which finds out what is decided: steps 1 and 4a to 4d. One request at a time. */
public final class ZyzzyvaClient implements Automaton {
    private final ClientId self;
    private final ZyzzyvaGroup group;
    private final ZyzzyvaSettings settings;
    private final Authentication authentication;
    private final Proofs proofs;
    private final Map<ReplicaId, Response> responses = new TreeMap<>();
    private final Map<ReplicaId, LocalCommit> commits = new TreeMap<>();
    private Optional<Request> outstanding = Optional.empty();
    private Optional<CommitCertificate> certificate = Optional.empty();
    /** The reply that the certificate is about. */
    private Bytes certified = Bytes.utf8("");

    private boolean isMisled;
    private long view;
    private long timestamp;

    /** @param former the timestamp of its last request, of an earlier life */
    public ZyzzyvaClient(
            ClientId self, ZyzzyvaGroup group, ZyzzyvaSettings settings, Authentication authentication, long former) {
        this.self = self;
        this.group = group;
        this.settings = settings;
        this.authentication = authentication;
        this.proofs = new Proofs(group, authentication, settings.rule());
        this.timestamp = former;
    }

    @Override
    public List<Effect> on(Input input) {
        Effects out = new Effects();
        switch (input) {
            case Input.Called called -> {
                if (called.call() instanceof Invocation invocation) {
                    invoke(invocation, out);
                }
            }
            case Input.Received received -> {
                if (received.message() instanceof Response response) {
                    onResponse(response, out);
                } else if (received.message() instanceof LocalCommit commit) {
                    onLocalCommit(commit, out);
                }
            }
            case Input.Expired expired -> outstanding.ifPresent(request -> losePatience(request, out));
            default -> {}
        }
        return out.toList();
    }

    /** Step 1. */
    private void invoke(Invocation invocation, Effects out) {
        timestamp++;
        Bytes operation = invocation.operation();
        Request request = new Request(
                operation,
                timestamp,
                self,
                authentication.authenticator(Request.digest(operation, timestamp, self), group));
        outstanding = Optional.of(request);
        responses.clear();
        commits.clear();
        certificate = Optional.empty();
        isMisled = false;
        out.send(group.primary(view), request);
        out.setTimer(ZyzzyvaTimer.ANSWERS, settings.clientPatience());
    }

    private void onResponse(Response message, Effects out) {
        SpecResponse response = message.response();
        if (outstanding.isEmpty()
                || !isToTheRequest(response.client(), response.timestamp())
                || !proofs.isAuthentic(response)
                || !isOfItsDigest(message)) {
            return;
        }
        lookForMisbehaviour(message, out);
        Response known = responses.get(response.replica());
        if (known == null || known.response().view() <= response.view()) {
            responses.put(response.replica(), message);
        }
        List<SpecResponse> equal = equalTo(response);
        if (equal.size() >= group.responses()) {
            complete(message.reply(), response, true, out);
        } else if (certificate.filter(old -> old.view() < response.view()).isPresent()
                && equal.size() >= group.certificate()) {
            commit(equal, out);
        }
    }

    @Guard("ZV.Response.awaited")
    boolean isToTheRequest(ClientId client, long t) {
        return client.equals(self) && t == timestamp;
    }

    /** The reply is the one that the replica signed. */
    @Guard("ZV.Response.result")
    boolean isOfItsDigest(Response message) {
        return SpecResponse.digestOf(message.reply()).equals(message.response().result());
    }

    private List<SpecResponse> equalTo(SpecResponse response) {
        return responses.values().stream()
                .map(Response::response)
                .filter(other -> proofs.areEqual(other, response))
                .toList();
    }

    /** 4a, and 6. */
    @Step("ZV.Complete")
    private void complete(Bytes reply, SpecResponse response, boolean fast, Effects out) {
        Request request = outstanding.orElseThrow();
        outstanding = Optional.empty();
        view = response.view();
        out.cancelTimer(ZyzzyvaTimer.ANSWERS);
        out.took(new ZyzzyvaStep(
                fast ? "ZV.CompleteFast" : "ZV.Complete",
                self,
                response.view(),
                response.n(),
                0,
                Optional.of(request.name()),
                List.of(),
                List.of()));
        out.tell(new Answered(reply, request.name(), response.view(), response.n(), response.history(), fast));
    }

    /** 4d: two orders for one number, or two places for one request. */
    private void lookForMisbehaviour(Response message, Effects out) {
        message.order()
                .filter(order -> !isMisled && proofs.isByItsPrimary(order))
                .ifPresent(order -> {
                    Optional<OrderRequest> other = responses.values().stream()
                            .flatMap(known -> known.order().stream())
                            .filter(known -> known.view() == order.view()
                                    && known.n() == order.n()
                                    && !known.content().equals(order.content()))
                            .findFirst();
                    other.ifPresent(known -> {
                        isMisled = true;
                        group.replicas().forEach(replica -> out.send(replica, new ProofOfMisbehaviour(known, order)));
                    });
                });
    }

    /** 4b and 4c: what there is by now is not enough for 4a. */
    private void losePatience(Request request, Effects out) {
        out.setTimer(ZyzzyvaTimer.ANSWERS, settings.clientPatience());
        Optional<List<SpecResponse>> enough = responses.values().stream()
                .map(response -> equalTo(response.response()))
                .filter(equal -> equal.size() >= group.certificate())
                .findFirst();
        boolean isNew = enough.isPresent() && certificate.isEmpty();
        enough.ifPresent(equal -> commit(equal, out));
        if (!isNew) {
            group.replicas().forEach(replica -> out.send(replica, request));
        }
    }

    @Step("ZV.Commit")
    private void commit(List<SpecResponse> equal, Effects out) {
        CommitCertificate made = new CommitCertificate(equal.subList(0, group.certificate()));
        certificate = Optional.of(made);
        certified = responses.get(made.responses().get(0).replica()).reply();
        group.replicas().forEach(replica -> out.send(replica, new Commit(self, timestamp, made)));
    }

    /** Step 6. */
    private void onLocalCommit(LocalCommit message, Effects out) {
        if (outstanding.isEmpty()
                || !isToTheRequest(message.client(), message.timestamp())
                || !isAuthentic(message)
                || certificate.filter(made -> isForIt(message, made)).isEmpty()) {
            return;
        }
        CommitCertificate made = certificate.get();
        commits.put(message.replica(), message);
        long count =
                commits.values().stream().filter(known -> isForIt(known, made)).count();
        if (count >= group.localCommits()) {
            SpecResponse response = made.responses().get(0);
            complete(certified, response, false, out);
        }
    }

    @Guard("ZV.LocalCommit.authentic")
    boolean isAuthentic(LocalCommit message) {
        return group.contains(message.replica())
                && authentication.verify(message.content(), message.replica(), message.mac());
    }

    /** It is about the certificate that was sent. */
    @Guard("ZV.LocalCommit.certificate")
    boolean isForIt(LocalCommit message, CommitCertificate made) {
        return message.view() == made.view()
                && message.n() == made.n()
                && message.history().equals(made.history());
    }
}
