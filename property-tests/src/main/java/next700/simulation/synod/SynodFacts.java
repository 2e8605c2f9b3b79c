package next700.simulation.synod;

import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import next700.process.Bytes;
import next700.process.ProcessId;
import next700.protocol.acceptors.Acceptors;
import next700.protocol.synod.Proposal;
import next700.protocol.synod.ProposalNumber;

/** What happened in a run so far, over all lives of its processes. */
final class SynodFacts {
    private final Acceptors group;
    private final Set<Bytes> wanted = new LinkedHashSet<>();
    private final SortedMap<ProposalNumber, Set<Bytes>> proposed = new TreeMap<>();
    private final Map<Proposal, Set<ProcessId>> votes =
            new TreeMap<>(Comparator.comparing(Proposal::number).thenComparing(Proposal::value));
    private final Map<ProcessId, ProposalNumber> promised = new TreeMap<>();
    private final Set<Proposal> chosen = new LinkedHashSet<>();

    SynodFacts(Acceptors group) {
        this.group = group;
    }

    void wants(Bytes value) {
        wanted.add(value);
    }

    void proposes(Proposal proposal) {
        proposed.computeIfAbsent(proposal.number(), any -> new LinkedHashSet<>(2))
                .add(proposal.value());
    }

    void promises(ProcessId acceptor, ProposalNumber number) {
        promised.merge(acceptor, number, (old, other) -> old.compareTo(other) > 0 ? old : other);
    }

    /** Returns whether the proposal is chosen now, and was not before. */
    boolean accepts(ProcessId acceptor, Proposal proposal) {
        Set<ProcessId> accepting = votes.computeIfAbsent(proposal, any -> new LinkedHashSet<>(4));
        accepting.add(acceptor);
        return accepting.size() > group.size() - quorumThatMeets() && chosen.add(proposal);
    }

    /** Not the protocol's own threshold, which may be on trial: any so many have one of every quorum that chooses. */
    private int quorumThatMeets() {
        return group.size() - group.acceptQuorum() + 1;
    }

    Set<Bytes> wanted() {
        return Collections.unmodifiableSet(wanted);
    }

    /** What was proposed, by number. */
    SortedMap<ProposalNumber, Set<Bytes>> proposed() {
        return Collections.unmodifiableSortedMap(proposed);
    }

    /** The highest number that an acceptor promised, before or after it accepted. */
    ProposalNumber promised(ProcessId acceptor) {
        return promised.getOrDefault(acceptor, ProposalNumber.NONE);
    }

    Collection<Proposal> chosen() {
        return Collections.unmodifiableSet(chosen);
    }

    Set<Proposal> accepted() {
        return Collections.unmodifiableSet(votes.keySet());
    }

    boolean isChosen(Bytes value) {
        return chosen.stream().anyMatch(proposal -> proposal.value().equals(value));
    }
}
