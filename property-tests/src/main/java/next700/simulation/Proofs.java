package next700.simulation;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import next700.process.Bytes;
import next700.process.Digest;
import next700.process.ReplicaId;
import next700.protocol.abstraction.History;
import next700.protocol.abstraction.InitProof;
import next700.protocol.abstraction.InstanceId;
import next700.protocol.abstraction.Request;
import next700.protocol.backup.BackupAbort;
import next700.protocol.backup.BackupProof;
import next700.protocol.checkpoints.Certificate;
import next700.protocol.checkpoints.Checkpoint;
import next700.protocol.panicking.Abort;
import next700.protocol.panicking.AbortProof;
import next700.trial.IdealAuthentication;

/**
 * Step P3 and B.6 once more, written from the thesis and sharing no code with the protocol: a mutant of the one must
 * not deceive the other. What a benign replica signed is looked up in what it sent, not computed.
 */
public final class Proofs {
    private Proofs() {}

    /** What is wrong with a proof that should initialise an instance; empty if nothing is. */
    public static Optional<String> flaw(InitProof proof, InstanceId instance, Facts facts) {
        return switch (proof) {
            case AbortProof ofAborts -> flaw(ofAborts, instance, facts);
            case BackupProof ofBackup -> flaw(ofBackup, instance, facts);
            default -> throw new IllegalArgumentException("nothing is known of a " + proof.getClass());
        };
    }

    private static Optional<String> flaw(AbortProof proof, InstanceId instance, Facts facts) {
        int size = 2 * facts.arena().f() + 1;
        if (proof.aborts().size() != size) {
            return Optional.of("it has " + proof.aborts().size() + " ABORTs, not " + size);
        }
        Set<ReplicaId> replicas = new HashSet<>();
        for (Abort abort : proof.aborts()) {
            if (!replicas.add(abort.replica())) {
                return Optional.of(abort.replica() + " counts twice in it");
            }
            if (abort.replica().number() > 3 * facts.arena().f() + 1) {
                return Optional.of("there is no " + abort.replica());
            }
            if (!abort.next().equals(instance)) {
                return Optional.of("the ABORT of " + abort.replica() + " switches to instance " + abort.next());
            }
            if (facts.isBenign(abort.replica()) && !wasSent(abort, facts)) {
                return Optional.of(abort.replica() + " never sent the ABORT that bears its name");
            }
            if (!facts.isBenign(abort.replica()) && !isSigned(abort)) {
                return Optional.of("the ABORT of " + abort.replica() + " is not signed by it");
            }
            if (!isFounded(abort.history(), instance, facts)) {
                return Optional.of("the history of " + abort.replica() + " is cut off, and no checkpoint covers that");
            }
        }
        return Optional.empty();
    }

    private static Optional<String> flaw(BackupProof proof, InstanceId instance, Facts facts) {
        int size = facts.arena().f() + 1;
        if (proof.aborts().size() != size) {
            return Optional.of("it has " + proof.aborts().size() + " aborts of Backup, not " + size);
        }
        Set<ReplicaId> replicas = new HashSet<>();
        for (BackupAbort abort : proof.aborts()) {
            if (!replicas.add(abort.replica())) {
                return Optional.of(abort.replica() + " counts twice in it");
            }
            if (!abort.next().equals(instance)) {
                return Optional.of("the abort of " + abort.replica() + " switches to instance " + abort.next());
            }
            if (!abort.history().equals(proof.aborts().get(0).history())) {
                return Optional.of("its aborts have different histories");
            }
            boolean sent = facts.isBenign(abort.replica())
                    ? facts.backupAbortOf(abort.replica(), abort.instance()).equals(Optional.of(abort))
                    : new IdealAuthentication(abort.replica())
                            .verify(abort.content(), abort.replica(), abort.signature());
            if (!sent) {
                return Optional.of(abort.replica() + " never sent the abort that bears its name");
            }
            if (!isFounded(abort.history(), instance, facts)) {
                return Optional.of("the history of " + abort.replica() + " is cut off, and no checkpoint covers that");
            }
        }
        return Optional.empty();
    }

    /** Each correct replica has said that it executed what is cut off, in an instance before, and each Byzantine one signed. */
    private static boolean isFounded(History history, InstanceId instance, Facts facts) {
        if (history.isWhole()) {
            return true;
        }
        if (history.certificate().isEmpty() || facts.whole(history).isEmpty()) {
            return false;
        }
        Certificate certificate = history.certificate().get();
        int replicas = 3 * facts.arena().f() + 1;
        if (certificate.instance().number() >= instance.number()
                || certificate.signatures().size() != replicas) {
            return false;
        }
        for (int i = 1; i <= replicas; i++) {
            ReplicaId replica = new ReplicaId(i);
            Digest content = Checkpoint.content(
                    certificate.instance(), replica, certificate.length(), certificate.history(), certificate.image());
            if (!new IdealAuthentication(replica)
                    .verify(content, replica, certificate.signatures().get(i - 1))) {
                return false;
            }
        }
        return true;
    }

    private static boolean wasSent(Abort abort, Facts facts) {
        return facts.abortOf(abort.replica(), abort.instance())
                .filter(sent -> sent.next().equals(abort.next())
                        && sent.history().equals(abort.history())
                        && sent.signature().equals(abort.signature()))
                .isPresent();
    }

    private static boolean isSigned(Abort abort) {
        return new IdealAuthentication(abort.replica()).verify(abort.content(), abort.replica(), abort.signature());
    }

    /** The abort history that a proof without a flaw yields, counted request by request over whole histories. */
    public static History extract(InitProof proof, Facts facts) {
        return switch (proof) {
            case AbortProof ofAborts -> extract(ofAborts, facts);
            case BackupProof ofBackup ->
                ofBackup.aborts().isEmpty()
                        ? History.EMPTY
                        : facts.whole(ofBackup.aborts().get(0).history()).orElseThrow();
            default -> throw new IllegalArgumentException("nothing is known of a " + proof.getClass());
        };
    }

    private static History extract(AbortProof proof, Facts facts) {
        List<List<Request>> histories = new ArrayList<>();
        for (Abort abort : proof.aborts()) {
            histories.add(facts.whole(abort.history()).orElseThrow().requests());
        }
        History history = History.EMPTY;
        Set<Request> seen = new HashSet<>();
        while (true) {
            Request request =
                    supported(histories, history.length(), facts.arena().f() + 1);
            if (request == null || !seen.add(request)) {
                return history;
            }
            history = history.append(request);
        }
    }

    private static Request supported(List<List<Request>> histories, int index, int needed) {
        for (List<Request> candidate : histories) {
            if (index < candidate.size()) {
                Request request = candidate.get(index);
                long support = histories.stream()
                        .filter(other ->
                                index < other.size() && other.get(index).equals(request))
                        .count();
                if (support >= needed) {
                    return request;
                }
            }
        }
        return null;
    }

    /** {@code rep(h)} of the journal, for the request at a position counted from 1. */
    public static Bytes reply(History history, int position, Setup setup) {
        if (setup.discreet()) {
            return Bytes.utf8("done");
        }
        StringBuilder entries = new StringBuilder();
        for (Request request : history.prefix(position).requests()) {
            if (!entries.isEmpty()) {
                entries.append(',');
            }
            entries.append(request.operation().toUtf8());
        }
        return Bytes.utf8(entries.toString());
    }

    /** Where the request of a client at a timestamp stands in a history, counted from 1; 0 if it does not. */
    public static int position(History history, Request wanted) {
        int position = 0;
        int index = 0;
        for (Request request : history.requests()) {
            index++;
            if (request.equals(wanted)) {
                position = index;
                break;
            }
        }
        return position;
    }
}
