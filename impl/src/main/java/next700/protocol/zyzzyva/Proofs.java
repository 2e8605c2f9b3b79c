package next700.protocol.zyzzyva;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import next700.process.Digest;
import next700.process.Guard;
import next700.process.ReplicaId;
import next700.protocol.authentication.Authentication;
import next700.protocol.authentication.Signature;
import next700.protocol.zyzzyva.ZyzzyvaMessage.Checkpoint;
import next700.protocol.zyzzyva.ZyzzyvaMessage.Hate;
import next700.protocol.zyzzyva.ZyzzyvaMessage.NewView;
import next700.protocol.zyzzyva.ZyzzyvaMessage.OrderRequest;
import next700.protocol.zyzzyva.ZyzzyvaMessage.SpecResponse;
import next700.protocol.zyzzyva.ZyzzyvaMessage.ViewChange;
import next700.protocol.zyzzyva.ZyzzyvaMessage.ViewConfirm;

/** What signed words prove to whoever reads them. */
final class Proofs {
    private final ZyzzyvaGroup group;
    private final Authentication authentication;
    private final NewViewRule rule;

    Proofs(ZyzzyvaGroup group, Authentication authentication, NewViewRule rule) {
        this.group = group;
        this.authentication = authentication;
        this.rule = rule;
    }

    private boolean isSigned(ReplicaId replica, Digest content, Signature signature) {
        return group.contains(replica) && authentication.verify(content, replica, signature);
    }

    /** The primary of its view gave the order. */
    @Guard("ZV.OrderReq.authentic")
    boolean isByItsPrimary(OrderRequest order) {
        return isSigned(group.primary(order.view()), order.content(), order.signature());
    }

    @Guard("ZV.SpecResponse.authentic")
    boolean isAuthentic(SpecResponse response) {
        return isSigned(response.replica(), response.content(), response.signature());
    }

    @Guard("ZV.Hate.authentic")
    boolean isAuthentic(Hate hate) {
        return isSigned(hate.replica(), hate.content(), hate.signature());
    }

    @Guard("ZV.ViewConfirm.authentic")
    boolean isAuthentic(ViewConfirm confirm) {
        return isSigned(confirm.replica(), confirm.content(), confirm.signature());
    }

    @Guard("ZV.Checkpoint.authentic")
    boolean isAuthentic(Checkpoint checkpoint) {
        return isSigned(checkpoint.replica(), checkpoint.content(), checkpoint.signature());
    }

    @Guard("ZV.ViewChange.authentic")
    boolean isAuthentic(ViewChange change) {
        return isSigned(change.replica(), change.content(), change.signature());
    }

    @Guard("ZV.NewView.authentic")
    boolean isByItsPrimary(NewView newView) {
        return isSigned(group.primary(newView.view()), newView.content(), newView.signature());
    }

    /** 4b: "2f+1 replicas, one signed SPEC-RESPONSE part each", which say the same. */
    boolean isValid(CommitCertificate certificate) {
        List<SpecResponse> responses = certificate.responses();
        return isOfDifferent(responses, SpecResponse::replica)
                && responses.size() >= group.certificate()
                && responses.stream().allMatch(response -> areEqual(response, responses.get(0)))
                && responses.stream().allMatch(this::isAuthentic);
    }

    /** "Equal in (v, n, h_n, c, t, r)". */
    @Guard("ZV.SpecResponse.equal")
    boolean areEqual(SpecResponse one, SpecResponse other) {
        return one.view() == other.view()
                && one.n() == other.n()
                && one.history().equals(other.history())
                && one.client().equals(other.client())
                && one.timestamp() == other.timestamp()
                && one.result().equals(other.result());
    }

    boolean isValid(ViewCertificate certificate) {
        List<ViewConfirm> confirms = certificate.confirms();
        return confirms.isEmpty()
                || (isOfDifferent(confirms, ViewConfirm::replica)
                        && confirms.size() >= group.viewConfirms()
                        && confirms.stream().allMatch(confirm -> areEqual(confirm, confirms.get(0)))
                        && confirms.stream().allMatch(this::isAuthentic));
    }

    /** "2f+1 matching VIEW-CONFIRM" (VC5). */
    @Guard("ZV.ViewConfirm.equal")
    boolean areEqual(ViewConfirm one, ViewConfirm other) {
        return one.view() == other.view()
                && one.n() == other.n()
                && one.history().equals(other.history());
    }

    boolean isValid(CheckpointCertificate certificate) {
        List<Checkpoint> checkpoints = certificate.checkpoints();
        return checkpoints.isEmpty()
                || (isOfDifferent(checkpoints, Checkpoint::replica)
                        && checkpoints.size() >= group.checkpoints()
                        && checkpoints.stream().allMatch(checkpoint -> areEqual(checkpoint, checkpoints.get(0)))
                        && checkpoints.stream().allMatch(this::isAuthentic));
    }

    /** Of one view, since only then {@code f+1} correct replicas held its certificate at one time. */
    @Guard("ZV.Checkpoint.equal")
    boolean areEqual(Checkpoint one, Checkpoint other) {
        return one.view() == other.view()
                && one.n() == other.n()
                && one.history().equals(other.history())
                && one.state().equals(other.state());
    }

    /** All that a VIEW-CHANGE shows is what it says it is. */
    boolean isValid(ViewChange change) {
        return isAuthentic(change)
                && isBefore(change)
                && isValid(change.stable())
                && isValid(change.began())
                && change.commit().map(this::isValid).orElse(true)
                && rule.isProof(change)
                && isOfItsLog(change);
    }

    private static boolean isBefore(ViewChange change) {
        return change.began().view() < change.view()
                && change.commit().map(commit -> commit.view() < change.view()).orElse(true);
    }

    /** The log is the history that the certificates are about. */
    @Guard("ZV.ViewChange.history")
    boolean isOfItsLog(ViewChange change) {
        return isIn(change, change.began().n(), change.began().history())
                && change.commit()
                        .map(commit -> isIn(change, commit.n(), commit.history()))
                        .orElse(true);
    }

    /** What a stable checkpoint covers needs no other proof. */
    private static boolean isIn(ViewChange change, long n, Digest history) {
        return n < change.stable().n()
                || (n <= change.last() && change.historyAt(n).equals(history));
    }

    /** "NEW-VIEW(v+1, P)" with {@code 2f+1} VIEW-CHANGEs for the view. */
    boolean isValid(NewView newView) {
        return isByItsPrimary(newView)
                && isOfDifferent(newView.changes(), ViewChange::replica)
                && newView.changes().size() >= group.viewChanges()
                && newView.changes().stream().allMatch(change -> isFor(change, newView.view()) && isValid(change));
    }

    /** A VIEW-CHANGE for another view does not say that its sender has left all views before this one. */
    @Guard("ZV.NewView.sameView")
    boolean isFor(ViewChange change, long view) {
        return change.view() == view;
    }

    /** No replica counts twice. */
    private <T> boolean isOfDifferent(List<T> words, Function<T, ReplicaId> speaker) {
        Set<ReplicaId> speakers = new LinkedHashSet<>();
        words.forEach(word -> speakers.add(speaker.apply(word)));
        return areDistinct(speakers.size(), words.size());
    }

    @Guard("ZV.certificate.distinct")
    boolean areDistinct(int speakers, int words) {
        return speakers == words;
    }
}
