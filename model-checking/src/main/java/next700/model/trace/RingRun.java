package next700.model.trace;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import next700.protocol.lcr.Change;
import next700.protocol.lcr.Clock;
import next700.protocol.lcr.LcrStep;
import next700.protocol.lcr.MemberId;
import next700.protocol.lcr.View;

/**
 * Tells a run of the implementation of LCR in the words of the specification: members and views become numbers. Steps
 * that are the membership service's, which the figures leave out, are left out: what was agreed upon is in the views.
 */
public final class RingRun {
    private static final String PREFIX = "LCR.";
    private static final Set<String> OF_THE_MEMBERSHIP_SERVICE = Set.of("LCR.Suspect", "LCR.Join", "LCR.Stop");
    private static final int FIRST_VIEW = 1;

    /**
     * A process goes on from changes of one view to larger ones of the same, and then to those of the next: one that is to
     * join may have heard of a change that was not agreed upon, and was larger than the one that was.
     */
    private static final Comparator<Change> BY_BASE = Comparator.<Change>comparingLong(
                    change -> change.base().number())
            .thenComparingLong(change -> change.target().number());

    private final View first;
    private final List<Change> changes = new ArrayList<>();
    private final Map<Long, View> installed = new LinkedHashMap<>();
    private final Map<Long, Integer> numberOfInstalled = new LinkedHashMap<>();
    private final Map<Change, Integer> numberOfChange = new LinkedHashMap<>();
    private final List<MemberId> members;

    private RingRun(View first, List<LcrStep> steps) {
        this.first = first;
        Set<Change> known = new LinkedHashSet<>();
        installed.put(first.number(), first);
        numberOfInstalled.put(first.number(), FIRST_VIEW);
        for (LcrStep step : steps) {
            step.change().ifPresent(known::add);
        }
        changes.addAll(known);
        changes.sort(BY_BASE);
        for (Change change : changes) {
            numberOfChange.put(change, FIRST_VIEW + 1 + numberOfChange.size());
        }
        steps.stream()
                .filter(step -> step.step().equals("LCR.View"))
                .map(step -> step.change().orElseThrow())
                .distinct()
                .sorted(BY_BASE)
                .forEach(this::install);
        members = inTheOrderOfTheRing();
    }

    private void install(Change change) {
        View view = change.target();
        View other = installed.putIfAbsent(view.number(), view);
        if (other != null) {
            throw new IllegalArgumentException("the run installs both " + other + " and " + view);
        }
        numberOfInstalled.put(view.number(), numberOfChange.get(change));
    }

    /**
     * Translates a run.
     *
     * @param name what to call it in reports
     * @param first the view that the group started with
     * @param steps of all members, in an order that respects causality
     * @throws IllegalArgumentException if a member is in the ring again after it was out of it, since to the specification
     *     that is another process, or if two views of the same number were installed
     */
    public static RingTrace trace(String name, View first, List<LcrStep> steps) {
        List<LcrStep> told = steps.stream()
                .filter(step -> !OF_THE_MEMBERSHIP_SERVICE.contains(step.step()))
                .toList();
        RingRun run = new RingRun(first, told);
        return new RingTrace(
                name,
                run.members.size(),
                run.views(),
                told.stream().map(run::translate).toList());
    }

    /** The founders as they stand, then joiners as the views that were installed have them, then those never let in. */
    private List<MemberId> inTheOrderOfTheRing() {
        Set<MemberId> order = new LinkedHashSet<>();
        Set<MemberId> before = Set.of();
        for (View view : installed.values()) {
            for (MemberId member : view.members()) {
                if (!order.add(member) && !before.contains(member)) {
                    throw new IllegalArgumentException(
                            member + " is in " + view + " again, which the specification would not know it by");
                }
            }
            before = new TreeSet<>(view.members());
        }
        NavigableSet<MemberId> outside = new TreeSet<>();
        changes.forEach(change -> outside.addAll(change.joining()));
        order.addAll(outside);
        return List.copyOf(order);
    }

    private List<RingView> views() {
        List<RingView> views = new ArrayList<>();
        views.add(new RingView(numbers(first.members()), numbers(first.members())));
        for (Change change : changes) {
            views.add(new RingView(numbers(change.target().members()), numbers(change.participants())));
        }
        return views;
    }

    /** Sorted: nobody sends on the ring of a view that nobody installed, so that its order matters to nobody. */
    private List<Integer> numbers(Iterable<MemberId> some) {
        List<Integer> numbers = new ArrayList<>();
        some.forEach(member -> numbers.add(members.indexOf(member)));
        numbers.sort(Comparator.naturalOrder());
        return numbers;
    }

    private RingStep translate(LcrStep step) {
        String name = step.step().substring(PREFIX.length());
        int process = members.indexOf(step.process());
        return step.change()
                .map(change -> aboutView(name, process, numberOfChange.get(change), step))
                .orElseGet(() -> aboutMessage(name, process, step));
    }

    private RingStep aboutView(String name, int process, int view, LcrStep step) {
        return step.peer()
                .map(peer -> RingStep.hearing(name, process, view, members.indexOf(peer)))
                .orElseGet(() -> RingStep.towards(name, process, view));
    }

    private RingStep aboutMessage(String name, int process, LcrStep step) {
        MemberId sender = installed.get(step.view()).members().get(step.origin());
        int view = numberOfInstalled.get(step.view());
        int from = members.indexOf(sender);
        int number = Math.toIntExact(step.sequence());
        return step.clock()
                .map(clock -> RingStep.carrying(name, process, view, from, number, entries(clock)))
                .orElseGet(() -> RingStep.about(name, process, view, from, number));
    }

    private static List<Integer> entries(Clock clock) {
        List<Integer> entries = new ArrayList<>();
        for (int position = 0; position < clock.size(); position++) {
            entries.add(Math.toIntExact(clock.at(position)));
        }
        return entries;
    }
}
