package next700.proof;

import static next700.proof.Bound.atLeast;
import static next700.proof.Bound.atMost;
import static next700.proof.Bound.empty;
import static next700.proof.Region.everyone;

import java.util.List;

/**
 * The counting arguments that the proofs of Abstract's instances lean on (thesis, Appendix C, and step P3 of B.5), of the
 * sizes that the implementation uses.
 */
public final class AbstractCounting {
    private static final Size ONE = new Size(0, 1);

    private static final Region AGREEING = Region.set("agreeing");
    private static final Region ABORTING = Region.set("aborting");
    private static final Region COMMITTED = Region.set("holding what was committed");
    private static final Region RIVAL = Region.set("voting for another");
    private static final Region BEFORE = Region.set("before it in the chain");
    private static final Region PREDECESSORS = Region.set("in its predecessor set");
    private static final Region AFTER = Region.set("after it in the chain");
    private static final Region SUCCESSORS = Region.set("in its successor set");
    private static final Region LAST = Region.set("last in the chain");
    private static final Region PREPARED = Region.set("prepared");
    private static final Region CHANGING = Region.set("changing the view");

    private AbstractCounting() {}

    /** What they are called, whatever the sizes. */
    public static List<String> names() {
        return claims(Sizes.AS_PROVED).stream().map(Claim::name).toList();
    }

    /**
     * All of them, of the sizes that the implementation uses.
     *
     * @throws IllegalArgumentException if one of these does not grow evenly with f
     */
    public static List<Claim> claims() {
        return claims(Sizes.ofTheCode());
    }

    private static List<Claim> claims(Sizes sizes) {
        return List.of(
                new Claim(
                        "count.oneCorrect",
                        "Of f+1 replicas that agree one is correct: Validity, and that an init history is one that an"
                                + " instance aborted with.",
                        List.of(atLeast(AGREEING, sizes.oneCorrect())),
                        atLeast(AGREEING.correct(), ONE)),
                new Claim(
                        "count.majority",
                        "Of 2f+1 replicas f+1 are correct: an abort history follows what correct replicas hold.",
                        List.of(atLeast(ABORTING, sizes.certificate())),
                        atLeast(ABORTING.correct(), sizes.oneCorrect())),
                new Claim(
                        "count.answers",
                        "There are 2f+1 correct replicas, so that who waits for as many answers gets them: Termination.",
                        List.of(),
                        atLeast(everyone().correct(), sizes.certificate())),
                new Claim(
                        "count.everyone",
                        "What as many as commit say, every correct replica says: Commit Order.",
                        List.of(atLeast(AGREEING, sizes.everyone())),
                        empty(everyone().correct().minus(AGREEING))),
                new Claim(
                        "count.committedSurvives",
                        "What was committed has f+1 votes in every 2f+1 ABORT messages: Abort Order.",
                        List.of(atLeast(COMMITTED, sizes.everyone()), atLeast(ABORTING, sizes.certificate())),
                        atLeast(ABORTING.and(COMMITTED).correct(), sizes.oneCorrect())),
                new Claim(
                        "count.noRival",
                        "What is not what was committed has f votes at most, fewer than it needs: Abort Order.",
                        List.of(
                                atLeast(COMMITTED, sizes.everyone()),
                                atLeast(ABORTING, sizes.certificate()),
                                empty(RIVAL.minus(ABORTING)),
                                empty(RIVAL.and(COMMITTED).correct())),
                        atMost(RIVAL, sizes.oneCorrect().plus(-1))),
                new Claim(
                        "count.onePerPosition",
                        "Two values cannot both have f+1 of 2f+1 votes at one position: abort histories are determined"
                                + " by the votes.",
                        List.of(
                                atMost(ABORTING, sizes.certificate()),
                                empty(AGREEING.minus(ABORTING)),
                                empty(RIVAL.minus(ABORTING)),
                                atLeast(AGREEING, sizes.oneCorrect()),
                                atLeast(RIVAL, sizes.oneCorrect())),
                        atLeast(AGREEING.and(RIVAL), ONE)),
                new Claim(
                        "count.certificatesMeet",
                        "Two sets of 2f+1 replicas have a correct one in common.",
                        List.of(atLeast(ABORTING, sizes.certificate()), atLeast(AGREEING, sizes.certificate())),
                        atLeast(ABORTING.and(AGREEING).correct(), ONE)),
                new Claim(
                        "count.chainPredecessors",
                        "Of the f+1 replicas before it that a replica hears from in the chain one is correct: Chain,"
                                + " Lemma 2. (The first f+1 hear from the client and from all before them.)",
                        List.of(empty(PREDECESSORS.minus(BEFORE)), atLeast(PREDECESSORS, sizes.reach())),
                        atLeast(PREDECESSORS.and(BEFORE).correct(), ONE)),
                new Claim(
                        "count.chainSuccessors",
                        "Of the f+1 replicas after it that a replica speaks to in the chain one is correct. (The last f+1"
                                + " speak to all after them, and to the client.)",
                        List.of(empty(SUCCESSORS.minus(AFTER)), atLeast(SUCCESSORS, sizes.reach())),
                        atLeast(SUCCESSORS.and(AFTER).correct(), ONE)),
                new Claim(
                        "count.chainClient",
                        "Of the last f+1 replicas of the chain, which a client hears from, one is correct: Chain, Lemma 3.",
                        List.of(atLeast(LAST, sizes.reach())),
                        atLeast(LAST.correct(), ONE)),
                new Claim(
                        "count.chainRest",
                        "Before the last f+1 replicas of the chain there are 2f at most.",
                        List.of(atLeast(LAST, sizes.reach()), empty(LAST.and(BEFORE))),
                        atMost(BEFORE, sizes.certificate().plus(-1))),
                new Claim(
                        "count.preparedOnce",
                        "What 2f+1 replicas prepared at a number of a view, no other 2f+1 prepared there, since correct"
                                + " ones prepare once: PBFT.",
                        List.of(
                                atLeast(PREPARED, sizes.certificate()),
                                empty(PREPARED.and(RIVAL).correct())),
                        atMost(RIVAL, sizes.certificate().plus(-1))),
                new Claim(
                        "count.viewChange",
                        "What f+1 correct replicas prepared, one correct replica among any 2f+1 that change the view tells:"
                                + " PBFT.",
                        List.of(
                                atLeast(PREPARED.correct(), sizes.oneCorrect()),
                                atLeast(CHANGING, sizes.certificate())),
                        atLeast(PREPARED.and(CHANGING).correct(), ONE)),
                new Claim(
                        "count.committedIsPrepared",
                        "What 2f+1 replicas say they have prepared, f+1 correct ones have: PBFT.",
                        List.of(atLeast(PREPARED, sizes.certificate())),
                        atLeast(PREPARED.correct(), sizes.oneCorrect())),
                new Claim(
                        "count.backupAborts",
                        "There are f+1 correct replicas, so that a client gets f+1 equal ABORTs: Backup.",
                        List.of(),
                        atLeast(everyone().correct(), sizes.oneCorrect())));
    }
}
