package next700.simulation.pbft.invariant;

import java.util.Optional;
import next700.process.Input;
import next700.process.ReplicaId;
import next700.protocol.authentication.Authentication;
import next700.protocol.pbft.CheckpointCertificate;
import next700.protocol.pbft.PbftMessage.Checkpoint;
import next700.protocol.pbft.PbftMessage.NewView;
import next700.protocol.pbft.PbftMessage.ViewChange;
import next700.simulation.pbft.Moment;
import next700.simulation.pbft.PbftFacts;
import next700.trial.IdealAuthentication;

/**
 * TOCS 2002, 4.5: a correct replica begins a view only with a NEW-VIEW that its primary signed, and that holds the
 * VIEW-CHANGEs for this view of {@code 2f + 1} different replicas, each signed, and each above a stable checkpoint.
 * TLA+: {@code NewView}, {@code ChangeQuorum}.
 */
final class ViewsAreProven implements PbftInvariant {
    @Override
    public String id() {
        return "PBFT.ViewsAreProven";
    }

    private final Authentication anyone = new IdealAuthentication(new ReplicaId(1));

    @Override
    public Optional<String> broken(Moment moment, PbftFacts facts) {
        boolean begins = !moment.steps("PBFT.NewView").isEmpty();
        return begins
                        && moment.event().input() instanceof Input.Received received
                        && received.message() instanceof NewView message
                        && !isProven(message, facts)
                ? Optional.of("%s begins view %d. The NEW-VIEW that it received proves nothing."
                        .formatted(moment.event().process(), message.view()))
                : Optional.empty();
    }

    private boolean isProven(NewView message, PbftFacts facts) {
        long replicas = message.viewChanges().stream()
                .map(ViewChange::replica)
                .distinct()
                .count();
        return anyone.verify(message.content(), facts.primaryOf(message.view()), message.signature())
                && replicas == message.viewChanges().size()
                && replicas >= facts.setup().group().certificate()
                && message.viewChanges().stream().allMatch(change -> isProven(change, message.view(), facts));
    }

    private boolean isProven(ViewChange change, long view, PbftFacts facts) {
        return change.view() == view
                && anyone.verify(change.content(), change.replica(), change.signature())
                && isProven(change.stable(), facts);
    }

    private boolean isProven(CheckpointCertificate certificate, PbftFacts facts) {
        long replicas =
                certificate.proof().stream().map(Checkpoint::replica).distinct().count();
        return certificate.sequence() == 0
                || (replicas >= facts.setup().group().certificate()
                        && certificate.proof().stream().allMatch(checkpoint -> isOf(certificate, checkpoint)));
    }

    private boolean isOf(CheckpointCertificate certificate, Checkpoint checkpoint) {
        return checkpoint.sequence() == certificate.sequence()
                && checkpoint.state().equals(certificate.state())
                && anyone.verify(checkpoint.content(), checkpoint.replica(), checkpoint.signature());
    }
}
