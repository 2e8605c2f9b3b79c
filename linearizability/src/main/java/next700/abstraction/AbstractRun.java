package next700.abstraction;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import next700.abstraction.AbstractEvent.Abort;
import next700.abstraction.AbstractEvent.Commit;
import next700.abstraction.AbstractEvent.Init;
import next700.abstraction.AbstractEvent.Invoke;

/**
 * What was recorded of a run of Abstract instances, sorted by instance. All its histories must be of one
 * {@link HistoryTree}.
 *
 * <p>Abstract promises nothing to Byzantine processes and nothing of what they say: their events are left out. What they
 * can do to the others shows in what these see, and in the init histories that correct replicas accept.
 */
public final class AbstractRun {
    private final List<AbstractEvent> events;
    private final Set<String> byzantine;
    private final Set<Integer> progressing;
    private final boolean finished;
    private final SortedMap<Integer, Instance> instances = new TreeMap<>();

    private static final class Instance {
        private final List<Invoke> invocations = new ArrayList<>();
        private final List<Commit> commits = new ArrayList<>();
        private final List<Abort> aborts = new ArrayList<>();
        private final List<Witness> committed = new ArrayList<>();
        private final List<Witness> aborted = new ArrayList<>();
        private final List<Witness> initialised = new ArrayList<>();
        private final List<Witness> validInits = new ArrayList<>();
    }

    private AbstractRun(Builder builder) {
        this.events = List.copyOf(builder.events);
        this.byzantine = Set.copyOf(builder.byzantine);
        this.progressing = Set.copyOf(builder.progressing);
        this.finished = builder.finished;
        for (AbstractEvent event : events) {
            if (!byzantine.contains(event.process())) {
                sort(event);
            }
        }
    }

    private void sort(AbstractEvent event) {
        Instance instance = at(event.instance());
        switch (event) {
            case Invoke invoke -> instance.invocations.add(invoke);
            case Commit commit -> {
                instance.commits.add(commit);
                if (commit.history() instanceof RequestHistory history) {
                    instance.committed.add(new Witness(commit, history));
                }
            }
            case Abort abort -> {
                Witness witness = new Witness(abort, abort.history());
                instance.aborts.add(abort);
                instance.aborted.add(witness);
                at(abort.next()).validInits.add(witness);
            }
            case Init init -> {
                Witness witness = new Witness(init, init.history());
                instance.initialised.add(witness);
                instance.validInits.add(witness);
            }
        }
    }

    private Instance at(int instance) {
        return instances.computeIfAbsent(instance, ignored -> new Instance());
    }

    private Instance get(int instance) {
        Instance found = instances.get(instance);
        return found == null ? new Instance() : found;
    }

    public static Builder builder() {
        return new Builder();
    }

    /** All events, in the order in which they were added. */
    public List<AbstractEvent> events() {
        return events;
    }

    /** The instances that anything was said of, in ascending order. */
    public NavigableSet<Integer> instances() {
        return Collections.unmodifiableNavigableSet(new TreeSet<>(instances.keySet()));
    }

    public Set<String> byzantine() {
        return byzantine;
    }

    /** The instances whose progress predicate P held throughout. */
    public Set<Integer> progressing() {
        return progressing;
    }

    /** Whether nothing more will happen, so that what is not answered never will be. */
    public boolean isFinished() {
        return finished;
    }

    /** Whether the instance's progress predicate P held throughout. */
    public boolean progresses(int instance) {
        return progressing.contains(instance);
    }

    /** What correct clients invoked. */
    public List<Invoke> invocations(int instance) {
        return Collections.unmodifiableList(get(instance).invocations);
    }

    /** What was committed to correct clients. */
    public List<Commit> commits(int instance) {
        return Collections.unmodifiableList(get(instance).commits);
    }

    /** What was aborted to correct clients. */
    public List<Abort> aborts(int instance) {
        return Collections.unmodifiableList(get(instance).aborts);
    }

    /** The commit histories, as far as it is known what they are. */
    List<Witness> commitHistories(int instance) {
        return get(instance).committed;
    }

    List<Witness> abortHistories(int instance) {
        return get(instance).aborted;
    }

    /** The init histories that replicas accepted. */
    List<Witness> initHistories(int instance) {
        return get(instance).initialised;
    }

    /**
     * The valid init histories: abort histories of instances whose next is this one, and what replicas accepted as
     * such, which may be one that a Byzantine client put together.
     */
    List<Witness> validInitHistories(int instance) {
        return get(instance).validInits;
    }

    /** A run being recorded. Not for several threads at once. */
    public static final class Builder {
        private final List<AbstractEvent> events = new ArrayList<>();
        private final Set<String> byzantine = new HashSet<>();
        private final Set<Integer> progressing = new HashSet<>();
        private boolean finished;

        private Builder() {}

        public Builder add(AbstractEvent event) {
            events.add(event);
            return this;
        }

        /** The client or replica does as it likes. */
        public Builder byzantine(String process) {
            byzantine.add(process);
            return this;
        }

        /** The instance's progress predicate P held throughout. */
        public Builder progresses(int instance) {
            progressing.add(instance);
            return this;
        }

        /** Nothing more will happen. */
        public Builder finished() {
            finished = true;
            return this;
        }

        public AbstractRun build() {
            return new AbstractRun(this);
        }
    }
}
