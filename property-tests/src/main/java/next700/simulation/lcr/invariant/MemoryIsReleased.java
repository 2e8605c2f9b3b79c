package next700.simulation.lcr.invariant;

import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import next700.process.Effect;
import next700.process.Message;
import next700.process.ProcessId;
import next700.protocol.lcr.LcrMessage.Data;
import next700.protocol.lcr.LcrMessage.Recover;
import next700.protocol.lcr.LcrMessage.Ring;
import next700.protocol.lcr.LcrNotice;
import next700.protocol.lcr.MemberId;
import next700.simulation.lcr.LcrFacts;
import next700.trial.Event;
import next700.trial.Violation;

/**
 * What a host holds memory for is let go of once: every message that arrives is delivered or discarded, not both, and
 * when nothing more happens there is none left.
 */
final class MemoryIsReleased implements LcrInvariant {
    private final Map<ProcessId, Map<Data, Integer>> held = new HashMap<>();

    @Override
    public String id() {
        return "LCR.MemoryIsReleased";
    }

    @Override
    public Optional<Violation> check(Event event, LcrFacts facts) {
        Map<Data, Integer> mine = held.computeIfAbsent(event.process(), unused -> new IdentityHashMap<>());
        event.message().ifPresent(message -> arrived(message, mine));
        for (Effect effect : event.effects()) {
            if (effect instanceof Effect.Send send && send.message() instanceof Ring ring) {
                ring.data().ifPresent(data -> mine.putIfAbsent(data, 1));
            }
        }
        for (LcrNotice notice : event.told(LcrNotice.class)) {
            Optional<Data> released = released(notice);
            if (released.isPresent() && mine.merge(released.get(), -1, Integer::sum) < 0 && !isAlone(released.get())) {
                return violated(event, "%s lets go of %s twice.", event.process(), released.get());
            }
        }
        return Optional.empty();
    }

    private static Optional<Data> released(LcrNotice notice) {
        return switch (notice) {
            case LcrNotice.Deliver deliver -> Optional.of(deliver.data());
            case LcrNotice.Discard discard -> Optional.of(discard.data());
            default -> Optional.empty();
        };
    }

    private static void arrived(Message message, Map<Data, Integer> mine) {
        if (message instanceof Ring ring) {
            ring.data().ifPresent(data -> mine.merge(data, 1, Integer::sum));
        } else if (message instanceof Recover recover) {
            recover.pending().forEach(data -> mine.merge(data, 1, Integer::sum));
        }
    }

    /** A member that is alone delivers what it never sent. */
    private static boolean isAlone(Data data) {
        return data.clock().size() == 1;
    }

    @Override
    public Optional<Violation> checkEnd(Event last, boolean isOver, LcrFacts facts) {
        if (isOver) {
            for (MemberId process : facts.alive()) {
                for (Map.Entry<Data, Integer> entry :
                        held.getOrDefault(process, Map.of()).entrySet()) {
                    if (entry.getValue() > 0) {
                        return violated(last, "%s holds %s for ever.", process, entry.getKey());
                    }
                }
            }
        }
        return Optional.empty();
    }
}
