package next700.protocol.register;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import next700.quorums.BGrid;
import next700.quorums.QuorumSystem;
import next700.quorums.Systems;
import next700.quorums.Voting;

/** The registers that there are: over which quorums, believing whom, promising what. Each tolerates f faulty replicas. */
public enum Variant {
    /** Any f+1 of 2f+1 replicas, which crash and come back with what they stored. */
    MAJORITY("register", Trust.EVERYONE, Guarantee.ATOMIC),
    /** The same with a read that does not write back, as on the slides. */
    WITHOUT_WRITING_BACK("register-regular", Trust.EVERYONE, Guarantee.REGULAR),
    /** More than half of the weight of 2f+2 replicas, of which the first has two votes. */
    WEIGHTED("register-weighted", Trust.EVERYONE, Guarantee.ATOMIC),
    /** A square of (f+1)² replicas: columns are asked, by writers, too, and rows are told. */
    ROWS_AND_COLUMNS("register-grid", Trust.EVERYONE, Guarantee.ATOMIC),
    /** The same square: a row and a column are asked, and told. */
    ROW_PLUS_COLUMN("register-row-column", Trust.EVERYONE, Guarantee.ATOMIC),
    /** A B-grid of f+1 columns, and bands of two rows, f+2 rows or f+3. */
    B_GRID("register-b-grid", Trust.EVERYONE, Guarantee.ATOMIC),
    /** 3f+1 replicas, f of which lie; values are signed. */
    DISSEMINATION("register-dissemination", Trust.WRITERS, Guarantee.ATOMIC),
    /** 4f+1 replicas, f of which lie; readers wait for a value that f+1 hold and that is recent, and write it back. */
    MASKING("register-masking", Trust.VOTES, Guarantee.ATOMIC),
    /** The same replicas as Malkhi and Reiter print it: readers take what f+1 of one quorum say, and write nothing back. */
    MASKING_AS_PRINTED("register-safe", Trust.VOTES, Guarantee.SAFE),
    /** A square of side 2f+1, of which ⌈√(f+1)⌉ rows and columns are asked, and told. */
    M_GRID("register-m-grid", Trust.VOTES, Guarantee.ATOMIC);

    private final String title;
    private final Trust trust;
    private final Guarantee guarantee;

    Variant(String title, Trust trust, Guarantee guarantee) {
        this.title = title;
        this.trust = trust;
        this.guarantee = guarantee;
    }

    /** As the command line has it. */
    public String title() {
        return title;
    }

    public Trust trust() {
        return trust;
    }

    public Guarantee guarantee() {
        return guarantee;
    }

    /** Whether replicas may lie; else they crash. */
    public boolean toleratesLiars() {
        return trust != Trust.EVERYONE;
    }

    public static Optional<Variant> named(String title) {
        return Arrays.stream(values())
                .filter(variant -> variant.title.equals(title))
                .findFirst();
    }

    /** How many replicas there are. */
    int size(int f) {
        return switch (this) {
            case MAJORITY, WITHOUT_WRITING_BACK -> 2 * f + 1;
            case WEIGHTED -> weights(f).size();
            case ROWS_AND_COLUMNS, ROW_PLUS_COLUMN -> (f + 1) * (f + 1);
            case B_GRID -> bGrid(f).servers();
            case DISSEMINATION -> 3 * f + 1;
            case MASKING, MASKING_AS_PRINTED -> 4 * f + 1;
            case M_GRID -> (2 * f + 1) * (2 * f + 1);
        };
    }

    /** What readers and writers ask. */
    QuorumSystem asked(RegisterGroup group) {
        int n = group.size();
        int side = group.f() + 1;
        return switch (this) {
            case MAJORITY, WITHOUT_WRITING_BACK -> Voting.anyOf("majority", n, group.majority());
            case WEIGHTED -> new Voting("weighted majority", weights(group.f()), group.weight());
            case ROWS_AND_COLUMNS -> Systems.columns(side, side);
            case ROW_PLUS_COLUMN -> Systems.grid(side, side);
            case B_GRID -> bGrid(group.f());
            case DISSEMINATION -> Voting.anyOf("dissemination", n, group.dissemination());
            case MASKING, MASKING_AS_PRINTED -> Voting.anyOf("masking", n, group.masking());
            case M_GRID -> Systems.mGrid(n, group.f());
        };
    }

    /** What is told: the same, but for rows and columns. */
    QuorumSystem told(RegisterGroup group) {
        return this == ROWS_AND_COLUMNS ? Systems.rows(group.f() + 1, group.f() + 1) : asked(group);
    }

    /** The first replica has two votes, and every other has one. */
    static List<Integer> weights(int f) {
        return IntStream.range(0, 2 * f + 2)
                .mapToObj(replica -> replica == 0 ? 2 : 1)
                .toList();
    }

    private static BGrid bGrid(int f) {
        return new BGrid(f + 1, (f + 3) / 2, 2);
    }
}
