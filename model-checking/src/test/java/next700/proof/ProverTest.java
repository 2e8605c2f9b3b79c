package next700.proof;

import static next700.proof.Bound.atLeast;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import next700.protocol.abstraction.ByzantineGroup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ProverTest {
    private static final Region VOTES = Region.set("votes");
    private static final Region OTHERS = Region.set("others");

    static List<Claim> claims() {
        return Stream.concat(AbstractCounting.claims().stream(), QuorumCounting.claims().stream())
                .toList();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("claims")
    void everyCountingArgumentHoldsForEveryF(Claim claim) {
        assertThat(new Prover().prove(claim)).isEqualTo(new Proof.Proved(claim));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("claims")
    void noCountingArgumentHoldsWithOneReplicaLess(Claim claim) {
        for (int i = 0; i < claim.premises().size(); i++) {
            Bound premise = claim.premises().get(i);
            if (premise.direction() == Bound.Direction.AT_LEAST && isTight(claim, premise)) {
                List<Bound> weaker = new ArrayList<>(claim.premises());
                weaker.set(i, premise.weaker());
                Claim broken = new Claim(claim.name(), claim.statement(), claim.always(), weaker, claim.conclusion());

                assertThat(new Prover().prove(broken)).as(premise.toString()).isInstanceOf(Proof.Refuted.class);
            }
        }
    }

    /** In these the premise is there for the argument's sake, and more than it needs. */
    private static boolean isTight(Claim claim, Bound premise) {
        return !(claim.name().equals("count.noRival") && premise.regions().equals(List.of(Region.set("aborting"))));
    }

    @Test
    void aCounterModelIsTheSmallestAndCanBeRead() {
        Claim hasty = new Claim(
                "hasty",
                "Two sets of 2f replicas have a correct one in common.",
                List.of(atLeast(VOTES, new Size(2, 0)), atLeast(OTHERS, new Size(2, 0))),
                atLeast(VOTES.and(OTHERS).correct(), new Size(0, 1)));

        Proof proof = new Prover().prove(hasty);

        assertThat(proof).isInstanceOf(Proof.Refuted.class);
        Proof.Refuted refuted = (Proof.Refuted) proof;
        assertThat(refuted.f()).isZero();
        assertThat(refuted.explain())
                .startsWith("Not so for f = 0, with these replicas: 1 in none of the sets.")
                .contains("|votes| at least 2f (0)", "not |correct of votes and others| at least 1: there are 0");
    }

    @Test
    void committingWithACertificateLetsAnAbortForget() {
        Region committed = Region.set("committed");
        Region aborting = Region.set("aborting");
        Claim claim = new Claim(
                "commit by 2f+1",
                "What 2f+1 committed has f+1 votes in every 2f+1 ABORT messages.",
                List.of(
                        atLeast(committed, Size.of(ByzantineGroup::certificate)),
                        atLeast(aborting, Size.of(ByzantineGroup::certificate))),
                atLeast(aborting.and(committed).correct(), Size.of(ByzantineGroup::oneCorrect)));

        assertThat(new Prover().prove(claim))
                .isInstanceOf(Proof.Refuted.class)
                .satisfies(proof -> assertThat(((Proof.Refuted) proof).f()).isEqualTo(1));
    }

    @Test
    void sizesAreReadOffTheCode() {
        assertThat(Size.of(ByzantineGroup::certificate)).hasToString("2f+1");
        assertThat(Size.of(ByzantineGroup::everyone)).hasToString("3f+1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Size.of(group -> group.f() * group.f()))
                .withMessageContaining("not of the form");
    }
}
