package next700.simulation.lcr.invariant;

import next700.protocol.lcr.LcrNotice;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import next700.process.Effect;
import next700.process.Input;
import next700.protocol.lcr.LcrMessage;
import next700.protocol.lcr.LcrMessage.Data;
import next700.protocol.lcr.LcrMessage.Recover;
import next700.protocol.lcr.LcrMessage.Ring;
import next700.protocol.lcr.MemberId;
import next700.trial.Violation;
import next700.simulation.lcr.LcrEvent;
import next700.simulation.lcr.LcrFacts;

/**
 * What a host holds memory for is let go of once: every message that arrives is delivered or discarded, not both, and
 * when nothing more happens there is none left.
 */
final class MemoryIsReleased implements LcrInvariant {
    private final Map<MemberId, Map<Data, Integer>> held = new TreeMap<>();

    @Override
    public String id() {
        return "LCR.MemoryIsReleased";
    }

    @Override
    public Optional<Violation> check(LcrEvent event, LcrFacts facts) {
        Map<Data, Integer> mine = held.computeIfAbsent(event.process(), unused -> new IdentityHashMap<>());
        if (event.input() instanceof Input.Received received) {
            arrived(received.message(), mine);
        }
        event.effectsOf(Effect.Send.class).forEach(send -> {
            if (send.message() instanceof Ring ring) {
                ring.data().ifPresent(data -> mine.putIfAbsent(data, 1));
            }
        });
        for (Effect effect : event.effects()) {
            Data released = effect instanceof LcrNotice.Deliver deliver
                    ? deliver.data()
                    : effect instanceof LcrNotice.Discard discard ? discard.data() : null;
            if (released != null && mine.merge(released, -1, Integer::sum) < 0 && !isAlone(released)) {
                return violated(event, "%s lets go of %s twice.", event.process(), released);
            }
        }
        return Optional.empty();
    }

    private static void arrived(LcrMessage message, Map<Data, Integer> mine) {
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
    public Optional<Violation> checkEnd(LcrEvent last, boolean isOver, LcrFacts facts) {
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
