package next700.simulation.lcr;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import next700.process.Effect;
import next700.process.Input;
import next700.process.ProcessId;
import next700.protocol.lcr.LcrCall;
import next700.protocol.lcr.LcrMessage.Data;
import next700.protocol.lcr.LcrMessage.Ring;
import next700.protocol.lcr.LcrNotice;
import next700.protocol.lcr.LcrProcess.Phase;
import next700.protocol.lcr.LcrStep;
import next700.protocol.lcr.MemberId;
import next700.simulation.lcr.LcrFacts.End;
import next700.trial.Event;

/** What a run reached. */
final class LcrCoverage {
    private record Name(long view, int origin, long sequence) {}

    private final LcrFacts facts;
    private final LcrSetup setup;
    private final Set<LcrSometimes> reached = EnumSet.noneOf(LcrSometimes.class);
    private final Map<ProcessId, Set<Data>> onRing = new HashMap<>();
    private final Map<ProcessId, List<Data>> received = new HashMap<>();
    private final Map<ProcessId, Long> inView = new HashMap<>();
    private final Map<ProcessId, LcrStep> changing = new HashMap<>();
    private final Map<ProcessId, Integer> undelivered = new HashMap<>();
    private final Map<ProcessId, Event> last = new HashMap<>();

    /** Messages that were sent on the ring. */
    private final Map<Name, Data> known = new HashMap<>();

    private final Map<ProcessId, Long> lastDelivery = new HashMap<>();
    private boolean isAnyStopped;

    LcrCoverage(LcrFacts facts) {
        this.facts = facts;
        this.setup = facts.setup();
    }

    void absorb(Event event) {
        ProcessId process = event.process();
        last.put(process, event);
        absorb(process, event.input());
        for (Effect effect : event.effects()) {
            if (effect instanceof Effect.Send send && send.message() instanceof Ring ring) {
                ring.data().ifPresent(data -> known.put(new Name(data.view(), data.origin(), data.sequence()), data));
            }
        }
        for (Effect effect : event.effects()) {
            switch (effect) {
                case Effect.Send send -> {
                    if (send.message() instanceof Ring ring) {
                        absorb(ring);
                    }
                }
                case Effect.Tell tell -> absorb(process, (LcrNotice) tell.notice());
                case Effect.Took took -> absorb(process, (LcrStep) took.step());
                default -> {}
            }
        }
    }

    private void absorb(ProcessId process, Input input) {
        if (input instanceof Input.Called called && called.call() instanceof LcrCall.Broadcast given) {
            int size = undelivered.merge(process, given.payload().sizeBytes(), Integer::sum);
            if (size > setup.settings().windowBytes()) {
                reached.add(LcrSometimes.WINDOW_FULL);
            }
        }
        if (input instanceof Input.Received in && in.message() instanceof Ring ring) {
            long mine = inView.getOrDefault(process, facts.isFounder(process) ? 0L : -1L);
            if (ring.view() > mine) {
                reached.add(LcrSometimes.EARLY);
            }
        }
    }

    private void absorb(Ring ring) {
        if (ring.data().isPresent()) {
            if (!ring.acks().isEmpty()) {
                reached.add(LcrSometimes.ACK_RIDES);
            }
            if (ring.data().get().payloads().size() > 1) {
                reached.add(LcrSometimes.BATCH);
            }
        }
    }

    private void absorb(ProcessId process, LcrNotice notice) {
        switch (notice) {
            case LcrNotice.Deliver deliver -> absorb(process, deliver);
            case LcrNotice.Installed installed ->
                inView.put(process, installed.view().number());
            case LcrNotice.Left left -> reached.add(LcrSometimes.LEFT);
            case LcrNotice.Stopped stopped -> isAnyStopped = true;
            case LcrNotice.Discard discard -> {}
            case LcrNotice.Refused refused -> {}
        }
    }

    private void absorb(ProcessId process, LcrNotice.Deliver delivery) {
        Data data = delivery.data();
        lastDelivery.put(process, last.get(process).time());
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
        if (isAnyStopped) {
            reached.add(LcrSometimes.CUT_OFF);
        }
    }

    private void absorb(ProcessId process, LcrStep step) {
        switch (step.step()) {
            case "LCR.Broadcast", "LCR.Data" -> {
                Data data = known.get(new Name(step.view(), step.origin(), step.sequence()));
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

    /** All that was reached in the run, which is over. */
    Set<LcrSometimes> atTheEnd() {
        int crashed = 0;
        for (LcrSetup.Crash crash : setup.crashes()) {
            if (facts.endOf(crash.process()).filter(end -> end == End.CRASHED).isPresent()) {
                crashed++;
                absorb(crash);
            }
        }
        List<MemberId> alive = facts.alive();
        if (alive.size() == 1
                && crashed == setup.founders().size() - 1
                && !facts.deliveredBy(alive.get(0)).isEmpty()) {
            reached.add(LcrSometimes.ONE_IS_LEFT);
        }
        for (LcrSetup.Cut cut : setup.cuts()) {
            if (goesOn(cut.one(), cut.other()) || goesOn(cut.other(), cut.one())) {
                reached.add(LcrSometimes.DIVIDED);
            }
        }
        return reached;
    }

    private boolean goesOn(List<MemberId> larger, List<MemberId> smaller) {
        List<MemberId> left = founders(larger);
        List<MemberId> lost = founders(smaller);
        return left.size() > 1
                && lost.size() > 1
                && lost.stream()
                        .allMatch(process -> facts.endOf(process)
                                .filter(end -> end == End.STOPPED)
                                .isPresent())
                && left.stream().anyMatch(process -> deliversAfterAll(lost, process));
    }

    private List<MemberId> founders(List<MemberId> processes) {
        return processes.stream().filter(facts::isFounder).toList();
    }

    private boolean deliversAfterAll(List<MemberId> stopped, MemberId process) {
        long delivery = lastDelivery.getOrDefault(process, -1L);
        return stopped.stream().allMatch(other -> last.get(other).time() < delivery);
    }

    private void absorb(LcrSetup.Crash crash) {
        MemberId process = crash.process();
        int position = setup.founders().indexOf(process);
        Event end = last.get(process);
        if (end != null && !end.told(LcrNotice.Deliver.class).isEmpty()) {
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
        if (position >= 0 && isNeighbourOfCrashed(position, crash)) {
            reached.add(LcrSometimes.NEIGHBOURS_CRASHED);
        }
    }

    private boolean isNeighbourOfCrashed(int position, LcrSetup.Crash crash) {
        int next = (position + 1) % setup.founders().size();
        return setup.crashes().stream()
                .anyMatch(other -> Math.abs(other.at() - crash.at()) <= 3
                        && setup.founders().indexOf(other.process()) == next);
    }
}
