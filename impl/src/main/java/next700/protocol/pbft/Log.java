package next700.protocol.pbft;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import next700.process.Guard;

/** The slots between the watermarks: above the stable checkpoint {@code h}, and at most {@code h + L}. */
final class Log {
    private final long length;
    private final NavigableMap<Long, Slot> slots = new TreeMap<>();
    private long low;

    Log(long length) {
        this.length = length;
    }

    /** {@code h < n ≤ h + L}: nobody can make a replica remember more than this. */
    @Guard("PBFT.Window")
    boolean isWithinWatermarks(long sequence) {
        return sequence > low && sequence <= high();
    }

    long high() {
        return low + length;
    }

    /** The slot of a sequence number between the watermarks. */
    Slot at(long sequence) {
        return slots.computeIfAbsent(sequence, Slot::new);
    }

    Optional<Slot> find(long sequence) {
        return Optional.ofNullable(slots.get(sequence));
    }

    Collection<Slot> slots() {
        return slots.values();
    }

    /** The slots after a sequence number. */
    Collection<Slot> after(long sequence) {
        return slots.tailMap(sequence, false).values();
    }

    /** Garbage collection: a stable checkpoint stands for everything up to it. */
    void truncate(long stable) {
        low = stable;
        slots.headMap(stable, true).clear();
    }

    void leaveView() {
        slots.values().forEach(Slot::leaveView);
    }

    List<Claim> prepared() {
        return slots.values().stream()
                .flatMap(slot -> slot.preparedClaim().stream())
                .toList();
    }

    List<Claim> preprepared() {
        List<Claim> claims = new ArrayList<>();
        slots.values().forEach(slot -> claims.addAll(slot.prepreparedClaims()));
        return claims;
    }
}
