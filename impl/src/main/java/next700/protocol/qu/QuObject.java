package next700.protocol.qu;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import next700.process.Bound;
import next700.protocol.qu.Classification.Kind;
import next700.service.Service;

/** An object at a server: the candidates that it has accepted, and the versions under them. */
public final class QuObject {
    /** A version under its timestamp. */
    public record KeptVersion(LogicalTime time, Version.Image version) {}

    /** An object as a server stores it. */
    public record Kept(
            @Bound(max = ReplicaHistory.MOST_CANDIDATES) List<Candidate> candidates,
            @Bound(max = ReplicaHistory.MOST_CANDIDATES) List<KeptVersion> versions) {
        public Kept {
            candidates = List.copyOf(candidates);
            versions = List.copyOf(versions);
        }
    }

    private final SortedMap<LogicalTime, Candidate> history = new TreeMap<>();
    private final SortedMap<LogicalTime, Version> versions = new TreeMap<>();

    QuObject(Service first) {
        history.put(LogicalTime.ZERO, Candidate.FIRST);
        versions.put(LogicalTime.ZERO, Version.first(first));
    }

    QuObject(Kept kept, Service kind) {
        kept.candidates().forEach(candidate -> history.put(candidate.time(), candidate));
        kept.versions().forEach(one -> versions.put(one.time(), one.version().in(kind)));
    }

    Kept kept() {
        List<KeptVersion> images = new ArrayList<>();
        versions.forEach((time, version) -> images.add(new KeptVersion(time, version.image())));
        return new Kept(candidates(), images);
    }

    List<Candidate> candidates() {
        return List.copyOf(history.values());
    }

    boolean has(Candidate candidate) {
        return candidate.equals(history.get(candidate.time()));
    }

    /** Of the last candidate, be it a version or a barrier. */
    LogicalTime latest() {
        return history.lastKey();
    }

    /** Of the last version. */
    LogicalTime latestVersion() {
        return versions.lastKey();
    }

    /** Absent for what was pruned, or was never here. */
    Optional<Version> version(LogicalTime time) {
        return Optional.ofNullable(versions.get(time));
    }

    void accept(Plan plan, Optional<Version> version) {
        history.put(plan.candidate().time(), plan.candidate());
        version.ifPresent(made -> versions.put(plan.candidate().time(), made));
        if (plan.kind() == Kind.METHOD) {
            prune(plan.candidate().on());
        }
    }

    /** What a method is conditioned on is complete, and stays; nobody needs what came before. */
    private void prune(LogicalTime complete) {
        history.headMap(complete).clear();
        versions.headMap(complete).clear();
    }
}
