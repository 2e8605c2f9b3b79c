package next700.costs;

import java.util.function.IntUnaryOperator;
import next700.rounds.Rational;

/**
 * So many MAC operations per request, and so many more per batch.
 *
 * @param text for people
 * @param perRequest by f
 * @param perBatch by f
 */
public record Formula(String text, IntUnaryOperator perRequest, IntUnaryOperator perBatch) {
    /** Per request, in batches of {@code b}. */
    public Rational at(int f, int batch) {
        return new Rational((long) perRequest.applyAsInt(f) * batch + perBatch.applyAsInt(f), batch);
    }

    @Override
    public String toString() {
        return text;
    }
}
