package next700.simulation.lcr;

import next700.protocol.lcr.LcrNotice;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import next700.process.Effect;
import next700.process.Input;
import next700.protocol.lcr.LcrMessage;
import next700.protocol.lcr.LcrMessage.Data;
import next700.protocol.lcr.LcrMessage.Ring;
import next700.protocol.lcr.LcrProcess.Phase;
import next700.protocol.lcr.LcrStep;
import next700.protocol.lcr.MemberId;
import next700.protocol.lcr.Payload;

/** What a run reached. */
final class LcrCoverage {
    private final LcrSetup setup;
    private final LcrFacts facts;
    private final Set<LcrSometimes> reached = EnumSet.noneOf(LcrSometimes.class);
    private final Map<MemberId, Set<Data>> onRing = new TreeMap<>();
    private final Map<MemberId, List<Data>> received = new TreeMap<>();
    private final Map<MemberId, Long> inView = new TreeMap<>();
    private final Map<MemberId, LcrStep> changing = new TreeMap<>();
    private final Map<MemberId, Integer> undelivered = new HashMap<>();
    private final Set<MemberId> stopped = new HashSet<>();

    private LcrCoverage(LcrSetup setup, LcrFacts facts) {
        this.setup = setup;
        this.facts = facts;
    }

    static Set<LcrSometimes> of(LcrSetup setup, List<LcrEvent> events, LcrFacts facts) {
        LcrCoverage coverage = new LcrCoverage(setup, facts);
        events.forEach(coverage::observe);
        coverage.complete(events);
        return coverage.reached;
    }

    private void observe(LcrEvent event) {
        MemberId process = event.process();
        if (event.input() instanceof Input.Broadcast given) {
            int size = undelivered.merge(process, given.payload().sizeBytes(), Integer::sum);
            if (size > setup.settings().windowBytes()) {
                reached.add(LcrSometimes.WINDOW_FULL);
            }
        }
        if (event.input() instanceof Input.Received in && in.message() instanceof Ring ring) {
            long mine = inView.getOrDefault(process, facts.isFounder(process) ? 0L : -1L);
            if (ring.view() > mine) {
                reached.add(LcrSometimes.EARLY);
            }
        }
        for (Effect effect : event.effects()) {
            switch (effect) {
                case Effect.Send send -> observe(send.message());
                case LcrNotice.Deliver delivery -> observe(process, delivery);
                case Effect.Took took -> observe(process, event, took.step());
                case LcrNotice.Installed installed ->
                    inView.put(process, installed.view().number());
                case LcrNotice.Left left -> reached.add(LcrSometimes.LEFT);
                case LcrNotice.Stopped stop -> stopped.add(process);
                default -> {}
            }
        }
    }

    private void observe(LcrMessage message) {
        if (message instanceof Ring ring && ring.data().isPresent()) {
            if (!ring.acks().isEmpty()) {
                reached.add(LcrSometimes.ACK_RIDES);
            }
            if (ring.data().get().payloads().size() > 1) {
                reached.add(LcrSometimes.BATCH);
            }
        }
    }

    private void observe(MemberId process, LcrNotice.Deliver delivery) {
        Data data = delivery.data();
        if (delivery.origin().equals(process)) {
            undelivered.merge(process, -data.sizeBytes(), Integer::sum);
        }
        List<Data> waiting = received.getOrDefault(process, new ArrayList<>());
        if (!waiting.isEmpty() && !waiting.get(0).equals(data) && waiting.contains(data)) {
            reached.add(LcrSometimes.DELIVERED_OUT_OF_ARRIVAL);
        }
        waiting.remove(data);
        if (!onRing.getOrDefault(process, Set.of()).contains(data)) {
            reached.add(LcrSometimes.RECOVERED);
        }
        if (changing.containsKey(process)) {
            reached.add(LcrSometimes.FORCED);
        }
        if (!facts.isFounder(process)) {
            reached.add(LcrSometimes.JOINED);
        }
        if (!stopped.isEmpty()) {
            reached.add(LcrSometimes.CUT_OFF);
        }
    }

    private void observe(MemberId process, LcrEvent event, LcrStep step) {
        switch (step.step()) {
            case "LCR.Broadcast", "LCR.Data" -> {
                Data data = dataOf(event, step);
                if (data != null) {
                    onRing.computeIfAbsent(process, unused -> new HashSet<>()).add(data);
                    received.computeIfAbsent(process, unused -> new ArrayList<>())
                            .add(data);
                }
            }
            case "LCR.ViewChange" -> {
                if (changing.put(process, step) != null) {
                    reached.add(LcrSometimes.INTERRUPTED);
                }
            }
            case "LCR.View" -> {
                LcrStep running = changing.remove(process);
                if (running != null && !running.change().equals(step.change())) {
                    reached.add(LcrSometimes.CAUGHT_UP);
                }
                if (step.change().orElseThrow().joining().size() > 1) {
                    reached.add(LcrSometimes.JOINERS_AT_ONCE);
                }
            }
            default -> {}
        }
    }

    /** The message that a step is about: one that is sent in the same event, or was received earlier. */
    private final Map<String, Data> known = new HashMap<>();

    private Data dataOf(LcrEvent event, LcrStep step) {
        for (Effect.Send send : event.effectsOf(Effect.Send.class)) {
            if (send.message() instanceof Ring ring) {
                ring.data().ifPresent(data -> known.put(key(data.view(), data.origin(), data.sequence()), data));
            }
        }
        return known.get(key(step.view(), step.origin(), step.sequence()));
    }

    private static String key(long view, int origin, long sequence) {
        return view + "/" + origin + "/" + sequence;
    }

    private void complete(List<LcrEvent> events) {
        Map<MemberId, LcrEvent> last = new TreeMap<>();
        events.forEach(event -> last.put(event.process(), event));
        List<Integer> crashed = new ArrayList<>();
        for (LcrSetup.Crash crash : setup.crashes()) {
            MemberId process = crash.process();
            if (facts.endOf(process).filter(end -> end == LcrFacts.End.CRASHED).isEmpty()) {
                continue;
            }
            int position = setup.founders().indexOf(process);
            crashed.add(position);
            LcrEvent end = last.get(process);
            if (end != null && !end.deliveries().isEmpty()) {
                reached.add(LcrSometimes.DELIVERED_THEN_CRASHED);
            }
            if (facts.process(process).phase() == Phase.CHANGING) {
                reached.add(LcrSometimes.CRASH_INSIDE_CHANGE);
            }
            if (position == 0) {
                reached.add(LcrSometimes.FIRST_CRASHED);
            }
            if (position == setup.founders().size() - 1) {
                reached.add(LcrSometimes.LAST_CRASHED);
            }
            boolean neighbour = setup.crashes().stream()
                    .anyMatch(other -> Math.abs(other.at() - crash.at()) <= 3
                            && setup.founders().indexOf(other.process())
                                    == (position + 1) % setup.founders().size());
            if (position >= 0 && neighbour) {
                reached.add(LcrSometimes.NEIGHBOURS_CRASHED);
            }
        }
        List<MemberId> alive = facts.alive();
        if (alive.size() == 1 && crashed.size() == setup.founders().size() - 1 && deliversLast(alive.get(0), events)) {
            reached.add(LcrSometimes.ONE_IS_LEFT);
        }
    }

    private static boolean deliversLast(MemberId process, List<LcrEvent> events) {
        List<Payload> own = events.stream()
                .filter(event -> event.process().equals(process))
                .flatMap(event -> event.deliveries().stream())
                .flatMap(delivery -> delivery.data().payloads().stream())
                .toList();
        return !own.isEmpty();
    }
}
