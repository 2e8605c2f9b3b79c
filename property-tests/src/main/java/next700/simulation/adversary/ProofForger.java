package next700.simulation.adversary;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import next700.process.ReplicaId;
import next700.protocol.abstraction.History;
import next700.protocol.abstraction.InitProof;
import next700.protocol.abstraction.InstanceId;
import next700.protocol.backup.BackupAbort;
import next700.protocol.backup.BackupProof;
import next700.protocol.panicking.Abort;
import next700.protocol.panicking.AbortProof;
import next700.trial.IdealAuthentication;

/** Makes proofs of init histories, valid ones that lie as far as they can, and false ones of every kind. */
final class ProofForger {
    private final Knowledge knowledge;
    private final CheckpointLiar checkpoints;

    ProofForger(Knowledge knowledge, CheckpointLiar checkpoints) {
        this.knowledge = knowledge;
        this.checkpoints = checkpoints;
    }

    /** A proof for an instance after the first, or at least something that looks like one. */
    Optional<InitProof> forge(InstanceId instance) {
        if (instance.number() < 2) {
            return Optional.empty();
        }
        InstanceId before = new InstanceId(instance.number() - 1);
        if (!knowledge.arena().isSpeculative(before)) {
            return Optional.of(forgeOfBackup(before, instance));
        }
        List<Abort> aborts = switch (knowledge.pick(14, "proof")) {
            case 0, 1 -> first(certificate(), lying(before, instance));
            case 2 -> first(certificate(), honest(before));
            case 3 -> first(knowledge.pick(certificate(), "how few"), lying(before, instance));
            case 4 -> tooMany(lying(before, instance));
            case 5 -> repeated(lying(before, instance));
            case 6 -> unsigned(before, instance);
            case 7 -> altered(honest(before));
            case 8 -> first(certificate(), lying(before, new InstanceId(instance.number() + 1)));
            case 9 -> first(certificate(), honest(stale(instance)));
            case 10 -> redirected(honest(stale(instance)), instance);
            case 11, 12 -> cutOff(first(certificate(), honest(before)));
            default -> mixed(before, instance);
        };
        return Optional.of(new AbortProof(aborts));
    }

    /** {@code f + 1} aborts of Backup, as far as there are any: true ones, or some of what makes them false. */
    private BackupProof forgeOfBackup(InstanceId before, InstanceId instance) {
        int needed = knowledge.arena().f() + 1;
        List<BackupAbort> honest = new ArrayList<>(knowledge.facts().backupAbortsIn(before));
        List<BackupAbort> aborts = new ArrayList<>();
        History claimed = knowledge.claim(before);
        switch (knowledge.pick(8, "proof of Backup")) {
            case 0 -> aborts.addAll(honest);
            case 1 -> {
                knowledge.liars().forEach(liar -> aborts.add(backupAbort(liar, before, instance, claimed)));
                aborts.addAll(honest);
            }
            case 2 -> knowledge.liars().forEach(liar -> aborts.add(backupAbort(liar, before, instance, claimed)));
            case 3 -> {
                for (ReplicaId liar : knowledge.liars()) {
                    for (int i = 0; i < needed; i++) {
                        aborts.add(backupAbort(liar, before, instance, claimed));
                    }
                }
            }
            case 4 ->
                honest.forEach(abort ->
                        aborts.add(new BackupAbort(before, instance, abort.replica(), claimed, abort.signature())));
            case 5 -> knowledge.facts().backupAbortsIn(anEarlierBackup(before)).forEach(aborts::add);
            case 6 ->
                honest.forEach(abort -> aborts.add(new BackupAbort(
                        before,
                        instance,
                        abort.replica(),
                        checkpoints.falselyCutOff(knowledge.whole(abort.history())),
                        abort.signature())));
            default -> {
                for (ReplicaId name : knowledge.arena().group().replicas()) {
                    aborts.add(
                            new BackupAbort(before, instance, name, claimed, IdealAuthentication.garbageSignature()));
                }
            }
        }
        return new BackupProof(aborts.subList(0, Math.min(needed, aborts.size())));
    }

    /** The first instance of Backup that aborted anything, so that its proof is one of another instance. */
    private InstanceId anEarlierBackup(InstanceId before) {
        for (long i = 1; i < before.number(); i++) {
            if (!knowledge.facts().backupAbortsIn(new InstanceId(i)).isEmpty()) {
                return new InstanceId(i);
            }
        }
        return before;
    }

    /** What a Byzantine replica of Backup signs. */
    BackupAbort backupAbort(ReplicaId liar, InstanceId instance, InstanceId next, History history) {
        var signature = knowledge.keysOf(liar).sign(BackupAbort.content(instance, next, liar, history));
        return new BackupAbort(instance, next, liar, history, signature);
    }

    private int certificate() {
        return knowledge.arena().group().size() - knowledge.arena().f();
    }

    private List<Abort> first(int count, List<Abort> aborts) {
        return aborts.subList(0, Math.min(count, aborts.size()));
    }

    /** What correct replicas said, starting anywhere, so that any of them may be left out. */
    private List<Abort> honest(InstanceId instance) {
        List<Abort> all = knowledge.facts().abortsIn(instance);
        List<Abort> rotated = new ArrayList<>(all);
        if (all.size() > 1) {
            Collections.rotate(rotated, knowledge.pick(all.size(), "which ABORTs"));
        }
        return rotated;
    }

    /** The Byzantine replicas' lies first, then what correct replicas said. */
    private List<Abort> lying(InstanceId instance, InstanceId next) {
        List<Abort> aborts = new ArrayList<>();
        for (ReplicaId liar : knowledge.liars()) {
            aborts.add(knowledge.signed(liar, instance, next, knowledge.claim(instance)));
        }
        aborts.addAll(honest(instance));
        return aborts;
    }

    private List<Abort> tooMany(List<Abort> aborts) {
        int surplus = 1 + knowledge.pick(knowledge.arena().f() + 1, "surplus");
        List<Abort> many = new ArrayList<>(first(certificate() + surplus, aborts));
        while (many.size() <= certificate() && !aborts.isEmpty()) {
            many.add(aborts.get(0));
        }
        return many;
    }

    private List<Abort> repeated(List<Abort> aborts) {
        if (aborts.isEmpty()) {
            return aborts;
        }
        int different = 1 + knowledge.pick(certificate() - 1, "different ones");
        List<Abort> repeated = new ArrayList<>(first(different, aborts));
        while (repeated.size() < certificate()) {
            repeated.add(aborts.get(0));
        }
        return repeated;
    }

    /** In the names of correct replicas, all or only what is missing to a certificate. */
    private List<Abort> unsigned(InstanceId instance, InstanceId next) {
        List<Abort> aborts = new ArrayList<>();
        if (knowledge.pick(2, "some true ABORTs") == 1) {
            aborts.addAll(first(certificate() - 1, lying(instance, next)));
        }
        History history = knowledge.claim(instance);
        for (ReplicaId name : knowledge.arena().group().replicas()) {
            if (aborts.size() < certificate()
                    && aborts.stream().noneMatch(abort -> abort.replica().equals(name))) {
                aborts.add(knowledge.forged(name, instance, next, history));
            }
        }
        return aborts;
    }

    /** True signatures under other histories. */
    private List<Abort> altered(List<Abort> aborts) {
        List<Abort> altered = new ArrayList<>();
        for (Abort abort : first(certificate(), aborts)) {
            History history = knowledge.claim(abort.instance());
            altered.add(new Abort(
                    abort.instance(),
                    abort.next(),
                    abort.replica(),
                    history,
                    abort.lackOfContention(),
                    abort.signature()));
        }
        return altered;
    }

    /** True ABORTs, but of what they tell some is cut off: their signatures do not cover by what right. */
    private List<Abort> cutOff(List<Abort> aborts) {
        List<Abort> cut = new ArrayList<>();
        for (Abort abort : aborts) {
            cut.add(new Abort(
                    abort.instance(),
                    abort.next(),
                    abort.replica(),
                    checkpoints.falselyCutOff(knowledge.whole(abort.history())),
                    abort.lackOfContention(),
                    abort.signature()));
        }
        return cut;
    }

    /** ABORTs of another instance under true signatures, but with this one as the next. */
    private static List<Abort> redirected(List<Abort> aborts, InstanceId instance) {
        List<Abort> redirected = new ArrayList<>();
        for (Abort abort : aborts) {
            redirected.add(new Abort(
                    abort.instance(),
                    instance,
                    abort.replica(),
                    abort.history(),
                    abort.lackOfContention(),
                    abort.signature()));
        }
        return redirected;
    }

    /** Lies for this instance beside true ABORTs for another. */
    private List<Abort> mixed(InstanceId before, InstanceId instance) {
        List<Abort> aborts = new ArrayList<>();
        for (ReplicaId liar : knowledge.liars()) {
            aborts.add(knowledge.signed(liar, before, instance, knowledge.claim(before)));
        }
        aborts.addAll(honest(stale(instance)));
        return first(certificate(), aborts);
    }

    /** An instance whose ABORTs do not lead to the given one. */
    private InstanceId stale(InstanceId instance) {
        return instance.number() > 2 ? new InstanceId(instance.number() - 2) : instance;
    }
}
