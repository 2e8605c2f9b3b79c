package next700.costs;

import java.util.List;
import java.util.OptionalLong;
import java.util.function.IntFunction;
import java.util.function.IntUnaryOperator;
import next700.protocol.abstraction.ByzantineGroup;
import next700.protocol.abstraction.Protocol;
import next700.protocol.chain.Chain;
import next700.protocol.pbft.Pbft;
import next700.protocol.pbft.PbftSettings;
import next700.protocol.quorum.Quorum;
import next700.protocol.zlight.ZLight;

/**
 * A protocol whose cost is counted, and what it should be.
 *
 * @param counting counts what a request costs
 * @param batches whether it can
 * @param delays one-way messages on the critical path, by f
 * @param macs at the bottleneck replica
 * @param thesisDelays what Table 3.2 says
 * @param thesisMacs what Table 3.2 says
 * @param difference why that is not the same; empty if it is
 */
public record Subject(
        String name,
        Counting counting,
        boolean batches,
        IntUnaryOperator delays,
        Formula macs,
        IntUnaryOperator thesisDelays,
        Formula thesisMacs,
        String difference) {
    /** A run that counts, for so many faults, and with so many requests that are ordered together. */
    public interface Counting {
        Cost count(int f, int batch);
    }

    private static Counting of(IntFunction<Protocol> byBatch) {
        return (f, batch) -> Cost.of(byBatch.apply(batch), new ByzantineGroup(f), batch);
    }

    /** No checkpoint falls into a run. */
    private static final int FAR_AWAY = 1 << 20;

    private static final Formula ALIPH = new Formula("1 + (f+1)/b", f -> 1, f -> f + 1);

    /** All that Table 3.2 has and that is implemented here. Zyzzyva is there what ZLight is while nobody fails. */
    public static List<Subject> all() {
        return List.of(
                new Subject(
                        "Quorum",
                        of(batch -> new Quorum(FAR_AWAY)),
                        false,
                        f -> 2,
                        new Formula("2", f -> 2, f -> 0),
                        f -> 2,
                        ALIPH,
                        "Aliph's two figures are of two protocols: the delays are Quorum's, and the MACs Chain's. Each of"
                                + " Quorum's replicas verifies one MAC and makes one, for every request."),
                new Subject(
                        "Chain",
                        of(batch -> new Chain(batch, OptionalLong.empty(), FAR_AWAY)),
                        true,
                        f -> 3 * f + 2,
                        new Formula("1 + (2f+1)/b", f -> 1, f -> 2 * f + 1),
                        f -> 2,
                        ALIPH,
                        "1 + (f+1)/b is what the head does: it verifies one MAC for a request, and makes f+1 for a batch, one"
                                + " for each replica of its successor set. It is not the bottleneck. Replica f+1 verifies the"
                                + " clients' MACs too, makes f+1 for its own successors, and verifies those of its f"
                                + " predecessors. The share of a request still tends to 1. The delays are those of a"
                                + " message that goes down the whole chain and back to the client; the 2 in the table are"
                                + " Quorum's."),
                new Subject(
                        "ZLight",
                        of(batch -> new ZLight(batch, FAR_AWAY)),
                        true,
                        f -> 3,
                        new Formula("2 + 3f/b", f -> 2, f -> 3 * f),
                        f -> 3,
                        new Formula("2 + 3f/b", f -> 2, f -> 3 * f),
                        ""),
                new Subject(
                        "PBFT",
                        of(batch -> new Pbft(new PbftSettings(batch, 1, FAR_AWAY))),
                        true,
                        f -> 5,
                        new Formula("2 + (12f+2)/b", f -> 2, f -> 12 * f + 2),
                        f -> 4,
                        new Formula("2 + 8f/b", f -> 2, f -> 8 * f),
                        "The table counts the variant that executes tentatively, when a request is prepared: the client has"
                                + " its answer one message earlier, and the 4f MACs of verifying PREPAREs and COMMITs that"
                                + " nobody waits for are not counted. Here execution waits for the COMMITs, and all 3f"
                                + " messages of a phase are verified, needed or not: 3f made for the PRE-PREPARE, 3f verified"
                                + " for PREPAREs, 3f made and 3f verified for COMMITs, and one in each authenticator of the"
                                + " primary's for itself."),
                new Subject(
                        "Q/U",
                        (f, batch) -> QuCost.of(f),
                        false,
                        f -> 2,
                        new Formula("2 + 9f", f -> 2 + 9 * f, f -> 0),
                        f -> 2,
                        new Formula("2 + 4f", f -> 2 + 4 * f, f -> 0),
                        "A request carries the histories of a quorum, 4f+1, and in each a MAC for the server, which verifies"
                                + " them all; and the server makes 5f+1 for its own new history, one for each server. With MACs"
                                + " for the preferred quorum only it would make 4f+1. Either of the two is in the table, and"
                                + " not their sum."));
    }
}
