package next700.protocol.paxos;

import java.util.List;

/**
 * What a server knows of a sequence number, and does not forget.
 *
 * @param view of the proposal that it accepted last
 * @param updates a batch; none, if the number was a hole that a leader filled
 * @param isOrdered whether this is what everybody executes at the number
 */
public record Slot(long view, List<Update> updates, boolean isOrdered) {
    public Slot {
        updates = List.copyOf(updates);
    }

    Slot ordered() {
        return new Slot(view, updates, true);
    }
}
