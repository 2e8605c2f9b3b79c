package next700.protocol.zyzzyva;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import next700.process.Digest;
import next700.process.Effects;
import next700.process.Guard;
import next700.process.ProcessId;
import next700.process.ReplicaId;
import next700.process.Step;
import next700.protocol.zyzzyva.ZyzzyvaMessage.Accusation;
import next700.protocol.zyzzyva.ZyzzyvaMessage.Hate;
import next700.protocol.zyzzyva.ZyzzyvaMessage.OrderRequest;
import next700.protocol.zyzzyva.ZyzzyvaMessage.ProofOfMisbehaviour;

/** Why a view ends: VC1, and 4d. */
final class Hatred {
    private final ReplicaState state;
    private final ViewChanging views;
    private final Map<ReplicaId, Hate> hates = new TreeMap<>();

    Hatred(ReplicaState state, ViewChanging views) {
        this.state = state;
        this.views = views;
    }

    /** "I-HATE-THE-PRIMARY(v), signed, broadcast; the replica keeps working." */
    @Step("ZV.Hate")
    void hate(Effects out) {
        if (state.isActive()) {
            Digest content = Hate.content(state.view(), state.self);
            Hate own = new Hate(state.view(), state.self, state.authentication.sign(content));
            state.sendToOthers(own, out);
            onHate(state.self, own, out);
        }
    }

    void onHate(ProcessId from, Hate hate, Effects out) {
        if (hate.view() < state.view()) {
            views.tellWhereWeAre(from, out);
        } else if (state.isActive() && hate.view() == state.view() && state.proofs.isAuthentic(hate)) {
            hates.values().removeIf(old -> old.view() < hate.view());
            hates.put(hate.replica(), hate);
            if (hates.size() >= state.group.hates()) {
                state.sendToOthers(new Accusation(List.copyOf(hates.values())), out);
                views.leaveFor(state.view() + 1, out);
            }
        }
    }

    /** Each of them counts as if it had come alone. */
    void onAccusation(ProcessId from, Accusation accusation, Effects out) {
        accusation.hates().stream().limit(state.group.size()).forEach(hate -> onHate(from, hate, out));
    }

    /** 4d: "to all: immediate view change". */
    void onProof(ProofOfMisbehaviour proof, Effects out) {
        if (state.isActive() && proof.one().view() == state.view() && isProof(proof)) {
            state.sendToOthers(proof, out);
            state.took("ZV.Misbehaviour", proof.one().n(), Optional.empty(), out);
            views.leaveFor(state.view() + 1, out);
        }
    }

    /** "Two ORDER-REQ of one n and different digest/history", of one primary. */
    private boolean isProof(ProofOfMisbehaviour proof) {
        return areOfOneNumber(proof.one(), proof.other())
                && areDifferent(proof.one(), proof.other())
                && state.proofs.isByItsPrimary(proof.one())
                && state.proofs.isByItsPrimary(proof.other());
    }

    @Guard("ZV.POM.sameNumber")
    boolean areOfOneNumber(OrderRequest one, OrderRequest other) {
        return one.view() == other.view() && one.n() == other.n();
    }

    @Guard("ZV.POM.different")
    boolean areDifferent(OrderRequest one, OrderRequest other) {
        return !one.content().equals(other.content());
    }
}
