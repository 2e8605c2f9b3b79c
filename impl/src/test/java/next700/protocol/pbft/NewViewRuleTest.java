package next700.protocol.pbft;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import next700.process.Bytes;
import next700.process.Digest;
import next700.process.ReplicaId;
import next700.protocol.abstraction.ByzantineGroup;
import next700.protocol.abstraction.InstanceId;
import next700.protocol.authentication.Signature;
import next700.protocol.pbft.PbftMessage.ViewChange;
import org.junit.jupiter.api.Test;

class NewViewRuleTest {
    private static final NewViewRule RULE = new NewViewRule(new ByzantineGroup(1));
    private static final Digest A = Digest.of("A").digest();
    private static final Digest B = Digest.of("B").digest();

    private static ViewChange from(int replica, List<Claim> prepared, List<Claim> preprepared) {
        return from(replica, CheckpointCertificate.INITIAL, prepared, preprepared);
    }

    private static ViewChange from(
            int replica, CheckpointCertificate stable, List<Claim> prepared, List<Claim> preprepared) {
        return new ViewChange(
                InstanceId.FIRST, 9, stable, prepared, preprepared, new ReplicaId(replica), new Signature(Bytes.EMPTY));
    }

    private static List<Claim> claims(Claim... claims) {
        return List.of(claims);
    }

    @Test
    void nothingIsDecidedWithFewerThanACertificate() {
        assertThat(RULE.decide(List.of(from(1, claims(), claims()), from(2, claims(), claims()))))
                .isEmpty();
    }

    @Test
    void whatPreparedIsProposedAgain() {
        Claim prepared = new Claim(1, 0, A);

        var plan = RULE.decide(List.of(
                from(1, claims(prepared), claims(prepared)),
                from(2, claims(), claims(prepared)),
                from(3, claims(), claims())));

        assertThat(plan.orElseThrow().proposals()).isEqualTo(Map.of(1L, A));
    }

    @Test
    void anInvalidClaimOfALaterViewDoesNotHideAValidOne() {
        Claim valid = new Claim(1, 0, A);
        Claim invalid = new Claim(1, 7, B);
        List<ViewChange> changes = new ArrayList<>(List.of(
                from(1, claims(valid), claims(valid)),
                from(2, claims(valid), claims(valid)),
                from(4, claims(invalid), claims(invalid))));

        assertThat(RULE.decide(changes))
                .as("the liar's message is one of three")
                .isEmpty();

        changes.add(from(3, claims(), claims(valid)));
        assertThat(RULE.decide(changes).orElseThrow().proposals()).isEqualTo(Map.of(1L, A));
    }

    @Test
    void anInvalidClaimDoesNotReplaceWhatNobodyPrepared() {
        Claim invalid = new Claim(1, 7, B);

        var plan = RULE.decide(List.of(
                from(1, claims(), claims()),
                from(2, claims(), claims()),
                from(3, claims(), claims()),
                from(4, claims(invalid), claims(invalid))));

        assertThat(plan.orElseThrow().proposals()).isEqualTo(Map.of(1L, Batch.NULL_DIGEST));
    }

    @Test
    void theLatestOfTheValidClaimsIsPicked() {
        Claim early = new Claim(1, 0, A);
        Claim late = new Claim(1, 3, B);

        var plan = RULE.decide(List.of(
                from(1, claims(early), claims(early)),
                from(2, claims(late), claims(late)),
                from(3, claims(), claims(late))));

        assertThat(plan.orElseThrow().proposals()).isEqualTo(Map.of(1L, B));
    }

    @Test
    void ofTwoClaimsOfOneViewNeitherIsPickedWhileBothMayBeTrue() {
        Claim one = new Claim(1, 0, A);
        Claim other = new Claim(1, 0, B);
        List<ViewChange> changes = new ArrayList<>(List.of(
                from(1, claims(one), claims(one)),
                from(3, claims(), claims(other)),
                from(4, claims(other), claims(other))));

        assertThat(RULE.decide(changes)).isEmpty();

        changes.add(from(2, claims(one), claims(one)));
        assertThat(RULE.decide(changes).orElseThrow().proposals()).isEqualTo(Map.of(1L, A));
    }

    @Test
    void gapsAreFilledWithTheNullRequest() {
        Claim third = new Claim(3, 0, A);

        var plan = RULE.decide(List.of(
                from(1, claims(third), claims(third)),
                from(2, claims(third), claims(third)),
                from(3, claims(), claims(third))));

        assertThat(plan.orElseThrow().proposals())
                .isEqualTo(Map.of(1L, Batch.NULL_DIGEST, 2L, Batch.NULL_DIGEST, 3L, A));
    }

    @Test
    void whatAStableCheckpointCoversIsLeftOut() {
        Claim first = new Claim(1, 0, A);
        var checkpoint = new CheckpointCertificate(2, A, List.of());

        var plan = RULE.decide(List.of(
                from(1, claims(first), claims(first)),
                from(2, checkpoint, claims(), claims()),
                from(3, claims(), claims())));

        assertThat(plan.orElseThrow().base()).isEqualTo(checkpoint);
        assertThat(plan.orElseThrow().proposals()).isEmpty();
    }
}
