package next700.simulation;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Stream;
import next700.protocol.abstraction.ByzantineGroup;
import next700.protocol.abstraction.InstanceId;
import next700.protocol.abstraction.Protocol;
import next700.protocol.abstraction.Timing;
import next700.protocol.backup.Backup;
import next700.protocol.backup.Term;
import next700.protocol.chain.Chain;
import next700.protocol.checkpoints.Checkpointing;
import next700.protocol.composition.Composition;
import next700.protocol.pbft.Pbft;
import next700.protocol.pbft.PbftOrdering;
import next700.protocol.pbft.PbftSettings;
import next700.protocol.quorum.Quorum;
import next700.protocol.zlight.ZLight;
import next700.simulation.invariant.Invariants;
import next700.trial.ChoiceTape;
import next700.trial.Hunt;
import next700.trial.Subject;
import next700.trial.SubjectMaker;
import next700.trial.Trial;
import next700.trial.Words;
import next700.wire.FrameCodec;

/** What all runs of a campaign have in common, and what a tape therefore does not say. */
public record Arena(Composition composition, ByzantineGroup group) implements Subject {
    /** {@code Δ} in units of virtual time. */
    public static final Timing TIMING = new Timing(10);

    /** Small, so that the few requests of a run fill batches, and come in several. */
    private static final int BATCH_LIMIT = 2;

    /** Each run has its own; this one no run gets to. */
    private static final int CHK = Checkpointing.DEFAULT_INTERVAL;

    private static final Chain CHAIN = new Chain(BATCH_LIMIT, OptionalLong.of(90), CHK);

    private static final Backup BACKUP = new Backup(new PbftOrdering(new PbftSettings(2, 2, 4)), new Term(2, 10));

    /** How much longer than without faults a total order may take to get over them, in terms of {@code Δ}. */
    private static final int RECOVERY_DELAYS = 60;

    private static final String TWO_FAULTS =
            "a replica that lost its memory and a liar beside it are two faults; tests deceive whoever fetches a state";

    private static final Map<String, String> KEPT =
            new TreeMap<>(Map.of("B.Restore.founded", TWO_FAULTS, "LCS.image", TWO_FAULTS));

    private static Protocol part(String name) {
        return switch (name) {
            case "quorum" -> new Quorum(CHK);
            case "zlight" -> new ZLight(BATCH_LIMIT, CHK);
            case "chain" -> CHAIN;
            case "backup" -> BACKUP;
            default ->
                throw new IllegalArgumentException("no protocol '" + name
                        + "' is simulated; there are: quorum, zlight, chain, backup, those in turn such as"
                        + " quorum-zlight-chain-backup, azyzzyva, aliph, pbft, lcr");
        };
    }

    /** A composition like those of the networks, with bounds that short runs reach, among {@code 3f + 1} replicas. */
    public static Arena of(String composition, int f) {
        return of(
                switch (composition) {
                    case "chain" ->
                        new Composition("chain", List.of(new Chain(BATCH_LIMIT, OptionalLong.empty(), CHK)));
                    case "azyzzyva" -> new Composition("azyzzyva", List.of(part("zlight"), BACKUP));
                    case "aliph" -> new Composition("aliph", List.of(part("quorum"), CHAIN, BACKUP));
                    default -> Composition.declared(composition, Arena::part);
                },
                f);
    }

    private static Arena of(Composition composition, int f) {
        if (f < 1) {
            throw new IllegalArgumentException("a run needs room for a fault: f must be at least 1, not " + f);
        }
        return new Arena(composition, new ByzantineGroup(f));
    }

    /** Quorum after Quorum among {@code 3f + 1} replicas. */
    public static Arena quorum(int f) {
        return of(Composition.QUORUM, f);
    }

    /** {@code T}, how long the clients of an instance wait; of Backup, how long its order may take to find a leader. */
    public long patience(InstanceId instance) {
        Protocol protocol = composition.protocolOf(instance);
        int delays = protocol.messageDelays(group) + (isSpeculative(instance) ? 0 : RECOVERY_DELAYS);
        return TIMING.patienceMillis(delays);
    }

    /** Whether an instance commits what all correct replicas have executed, and stops in panic otherwise. */
    public boolean isSpeculative(InstanceId instance) {
        return !(composition.protocolOf(instance) instanceof Backup);
    }

    @Override
    public String name() {
        return composition.name();
    }

    @Override
    public int f() {
        return group.f();
    }

    public int replicas() {
        return group.size();
    }

    @Override
    public Trial draw(ChoiceTape tape) {
        return new CompositionTrial(this, tape);
    }

    @Override
    public List<Sometimes> goals() {
        return Arrays.stream(Sometimes.values())
                .filter(sometimes -> sometimes.isExpected(this))
                .toList();
    }

    @Override
    public List<Class<?>> messages() {
        return FrameCodec.MESSAGES;
    }

    @Override
    public List<String> properties() {
        return Invariants.ids();
    }

    @Override
    public Words words() {
        return AbstractWords.INSTANCE;
    }

    /** A property of Abstract, if one fell, rather than a lemma. */
    @Override
    public int rank(String property) {
        return property.startsWith("A.") ? 0 : 1;
    }

    /** Makes compositions by name. */
    public static final class Maker implements SubjectMaker {
        @Override
        public Subject make(String name, int f) {
            return Arena.of(name, f);
        }
    }

    @Override
    public Class<Maker> maker() {
        return Maker.class;
    }

    /** PBFT is on trial alone: under Backup, runs seldom come to what is special to it. */
    @Override
    public List<String> packages() {
        return Stream.concat(
                        Stream.of(Composition.class.getPackageName()),
                        composition.cycle().stream().flatMap(protocol -> protocol.packages().stream()))
                .filter(name -> !name.equals(Pbft.PACKAGE))
                .distinct()
                .toList();
    }

    /** A replica that lost its memory and a liar beside it are two faults. */
    @Override
    public Map<String, String> kept() {
        return KEPT;
    }

    @Override
    public Hunt hunt(String guard) {
        return Hunt.in(Arena.of(Homes.of(guard, name()), f()));
    }

    @Override
    public String inJava() {
        return "Arena.of(\"" + name() + "\", " + f() + ")";
    }
}
