package next700.simulation.lcr;

import next700.protocol.lcr.MemberId;
import next700.protocol.lcr.Payload;

/** What a process of a simulation broadcasts: no two are equal. */
public record Text(MemberId by, int number, int sizeBytes) implements Payload {
    @Override
    public String toString() {
        return by + "#" + number;
    }
}
