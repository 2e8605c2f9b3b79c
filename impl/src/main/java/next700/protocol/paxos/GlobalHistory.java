package next700.protocol.paxos;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import next700.process.Effect;
import next700.process.Effects;
import next700.process.Guard;
import next700.process.ProcessId;
import next700.process.Stored;
import next700.protocol.acceptors.Acceptors;
import next700.protocol.paxos.PaxosMessage.Entry;

/**
 * {@code Global_History}: what is proposed, accepted and ordered at each sequence number that is not cut off, and how far all
 * is ordered without a gap. What it is told it stores before anybody is told that it was.
 */
final class GlobalHistory {
    private static final String SLOT = "slot/";

    private static final class Place {
        private Slot slot;
        private Slot onDisk;
        private final Map<ProcessId, Long> acceptedIn = new TreeMap<>();
    }

    private final Acceptors group;
    private final NavigableMap<Long, Place> places = new TreeMap<>();
    private long aru;

    /** What former lives stored, of which everything up to {@code aru} was executed and cut off. */
    GlobalHistory(Acceptors group, Stored stored, long aru) {
        this.group = group;
        this.aru = aru;
        stored.startingWith(SLOT, Slot.class).forEach((name, slot) -> {
            long sequence = Long.parseLong(name.substring(SLOT.length()));
            if (sequence > aru) {
                Place place = place(sequence);
                place.slot = slot;
                place.onDisk = slot;
            }
        });
    }

    private Place place(long sequence) {
        return places.computeIfAbsent(sequence, any -> new Place());
    }

    /** All received up to: everything up to this number is executed. */
    long aru() {
        return aru;
    }

    /** The last number at which anything was proposed. */
    long last() {
        for (Map.Entry<Long, Place> entry : places.descendingMap().entrySet()) {
            if (entry.getValue().slot != null) {
                return Math.max(aru, entry.getKey());
            }
        }
        return aru;
    }

    Optional<Slot> slot(long sequence) {
        return Optional.ofNullable(places.get(sequence)).map(place -> place.slot);
    }

    boolean isOrdered(long sequence) {
        return sequence <= aru || slot(sequence).filter(Slot::isOrdered).isPresent();
    }

    /** Takes a proposal, unless a later view's stands there, or what is ordered. */
    void propose(long sequence, long view, List<Update> updates) {
        if (sequence > aru && isNewer(sequence, view)) {
            place(sequence).slot = new Slot(view, updates, false);
        }
    }

    @Guard("Proposal.newer")
    boolean isNewer(long sequence, long view) {
        return slot(sequence)
                .filter(slot -> slot.isOrdered() || slot.view() >= view)
                .isEmpty();
    }

    /** A server has accepted what was proposed at a number in a view. */
    void accepted(ProcessId server, long view, long sequence) {
        if (sequence > aru) {
            place(sequence).acceptedIn.merge(server, view, Math::max);
        }
    }

    /** Whether enough servers have accepted what stands at a number. */
    boolean isReady(long sequence) {
        Optional<Slot> slot = slot(sequence);
        if (sequence <= aru || slot.isEmpty() || slot.orElseThrow().isOrdered()) {
            return false;
        }
        long view = slot.orElseThrow().view();
        return places.get(sequence).acceptedIn.values().stream()
                        .filter(accepted -> isTheProposals(accepted, view))
                        .count()
                >= group.accepts();
    }

    /** Acceptances count in the view of the proposal: in another view another one was accepted. */
    @Guard("Accept.sameView")
    boolean isTheProposals(long accepted, long view) {
        return accepted == view;
    }

    /** What stands at a number is ordered. */
    void order(long sequence) {
        Place place = place(sequence);
        place.slot = place.slot.ordered();
    }

    /** Somebody else knows what is ordered at a number. */
    void order(long sequence, Slot slot) {
        if (!isOrdered(sequence)) {
            place(sequence).slot = slot.ordered();
        }
    }

    /** What is ordered right after all that was executed. */
    Optional<Slot> next() {
        return slot(aru + 1).filter(Slot::isOrdered);
    }

    void executedNext() {
        aru++;
    }

    /** Stores what stands at a number, if it is not stored. */
    void remember(long sequence, Effects out) {
        Place place = places.get(sequence);
        if (place != null && place.slot != null && !isRemembered(place.slot, place.onDisk)) {
            out.store(SLOT + sequence, place.slot);
            place.onDisk = place.slot;
        }
    }

    @Guard("Proposal.remembers")
    boolean isRemembered(Slot slot, Slot onDisk) {
        return slot.equals(onDisk);
    }

    /** {@code Construct_DataList}: all that is proposed or ordered after a number. */
    List<Entry> after(long sequence) {
        List<Entry> entries = new ArrayList<>();
        places.tailMap(sequence + 1).forEach((number, place) -> {
            if (place.slot != null) {
                entries.add(new Entry(number, place.slot));
            }
        });
        return entries;
    }

    /** Forgets all up to a number; what it had executed of that, and more, it goes on from. */
    void cut(long sequence, Effects out) {
        SortedMap<Long, Place> old = places.headMap(sequence + 1);
        old.forEach((number, place) -> {
            if (place.onDisk != null) {
                out.add(new Effect.Erase(SLOT + number));
            }
        });
        old.clear();
        aru = Math.max(aru, sequence);
    }

    void check() {
        places.headMap(aru + 1).forEach((number, place) -> {
            if (place.slot != null && !place.slot.isOrdered()) {
                throw new IllegalStateException(number + " was executed and is not ordered");
            }
        });
    }
}
