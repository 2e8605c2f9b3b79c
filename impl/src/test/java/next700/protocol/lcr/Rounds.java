package next700.protocol.lcr;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import next700.process.Effect;
import next700.process.Input;
import next700.protocol.lcr.LcrMessage.Ring;

/**
 * A ring in the round model of thesis 2.2.2: in each round every process sends at most one message to its successor, and
 * receives what its predecessor sent.
 */
final class Rounds {
    /** A payload with a name. */
    record Named(String name, int sizeBytes) implements Payload {}

    private record Underway(MemberId from, MemberId to, LcrMessage message) {}

    private final View view;
    private final Map<MemberId, LcrProcess> processes = new TreeMap<>();
    private final Map<MemberId, List<String>> delivered = new TreeMap<>();
    private List<Underway> underway = new ArrayList<>();
    private List<Underway> sent = new ArrayList<>();
    private int round;

    Rounds(int members, LcrSettings settings) {
        List<MemberId> ids = IntStream.range(0, members)
                .mapToObj(position -> MemberId.of("p" + position))
                .toList();
        view = View.initial(ids);
        for (MemberId id : ids) {
            processes.put(id, LcrProcess.member(id, view, settings));
            delivered.put(id, new ArrayList<>());
        }
    }

    MemberId member(int position) {
        return view.members().get(position);
    }

    int round() {
        return round;
    }

    List<String> deliveredBy(int position) {
        return delivered.get(member(position));
    }

    boolean haveAllDelivered(int messages) {
        return delivered.values().stream().allMatch(list -> list.size() == messages);
    }

    void broadcast(int position, String name) {
        broadcast(position, name, 1);
    }

    void broadcast(int position, String name, int sizeBytes) {
        take(member(position), new Input.Called(new LcrCall.Broadcast(new Named(name, sizeBytes))));
    }

    /** What was sent arrives, and all may send once more. */
    void next() {
        round++;
        underway = sent;
        sent = new ArrayList<>();
        for (Underway message : underway) {
            take(message.to(), new Input.Received(message.from(), message.message()));
        }
        Ring onTheRing = new Ring(view.number(), Optional.empty(), List.of());
        for (MemberId id : view.members()) {
            take(id, new Input.Writable(successor(id), onTheRing));
        }
    }

    private MemberId successor(MemberId id) {
        return view.members().get(view.successor(view.positionOf(id)));
    }

    private void take(MemberId id, Input input) {
        List<Effect> effects = processes.get(id).on(input);
        processes.get(id).check();
        for (Effect effect : effects) {
            switch (effect) {
                case Effect.Tell tell -> {
                    if (tell.notice() instanceof LcrNotice.Deliver deliver) {
                        deliver.data()
                                .payloads()
                                .forEach(payload -> delivered.get(id).add(((Named) payload).name()));
                    }
                }
                case Effect.Send send -> sent.add(new Underway(id, (MemberId) send.to(), (LcrMessage) send.message()));
                default -> {}
            }
        }
    }

    /** The messages that are on their way around the ring. */
    List<Ring> onTheRing() {
        return sent.stream()
                .map(Underway::message)
                .filter(Ring.class::isInstance)
                .map(Ring.class::cast)
                .toList();
    }
}
