package next700.proof;

import next700.protocol.abstraction.ByzantineGroup;
import next700.protocol.chain.ChainOrder;

/**
 * The sizes of sets of replicas that the proofs count with.
 *
 * @param everyone all of them
 * @param certificate as many as surely answer
 * @param oneCorrect as many as have a correct one among them
 * @param reach of chain authenticators
 */
record Sizes(Size everyone, Size certificate, Size oneCorrect, Size reach) {
    /** As the thesis has them. */
    static final Sizes AS_PROVED = new Sizes(new Size(3, 1), new Size(2, 1), new Size(1, 1), new Size(1, 1));

    /**
     * As the implementation has them.
     *
     * @throws IllegalArgumentException if one of these does not grow evenly with f
     */
    static Sizes ofTheCode() {
        return new Sizes(
                Size.of(ByzantineGroup::everyone),
                Size.of(ByzantineGroup::certificate),
                Size.of(ByzantineGroup::oneCorrect),
                Size.of(group -> new ChainOrder(group).reach()));
    }
}
