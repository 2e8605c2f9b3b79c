package next700.simulation.adversary;

import java.util.ArrayList;
import java.util.List;
import next700.process.Bytes;
import next700.process.Digest;
import next700.process.ProcessId;
import next700.process.ReplicaId;
import next700.protocol.abstraction.History;
import next700.protocol.abstraction.InstanceId;
import next700.protocol.authentication.Signature;
import next700.protocol.checkpoints.Certificate;
import next700.protocol.checkpoints.Checkpoint;
import next700.protocol.checkpoints.CheckpointMessage;
import next700.protocol.checkpoints.Fetch;
import next700.protocol.checkpoints.Fetched;
import next700.protocol.checkpoints.Image;
import next700.simulation.Journal;
import next700.simulation.adversary.Adversary.Said;
import next700.trial.IdealAuthentication;

/** The lies of Byzantine replicas about checkpoints: of what they executed, of who signed it, and of what came of it. */
final class CheckpointLiar {
    private final Knowledge knowledge;

    CheckpointLiar(Knowledge knowledge) {
        this.knowledge = knowledge;
    }

    /** What the liar says instead of a message; nothing if it keeps silent. */
    List<Said> bend(ReplicaId self, ProcessId to, CheckpointMessage message) {
        return switch (message) {
            case Checkpoint checkpoint -> bend(self, to, checkpoint);
            case Fetched fetched -> bend(to, fetched);
            case Fetch fetch -> List.of(new Said(to, fetch, false, ""));
        };
    }

    private List<Said> bend(ReplicaId self, ProcessId to, Checkpoint truth) {
        Digest history = truth.history();
        Digest image = truth.image();
        String lie;
        switch (knowledge.lie(6, "CHECKPOINT of a Byzantine replica")) {
            case 0 -> {
                return List.of(new Said(to, truth, false, ""));
            }
            case 1, 2 -> {
                knowledge.facts().disturbed();
                return List.of();
            }
            case 3 -> {
                history = knowledge.claim(truth.instance()).digest();
                lie = "wrong history";
            }
            case 4 -> {
                image = Digest.of("WRONG").digest();
                lie = "wrong image";
            }
            default -> {
                for (Checkpoint other : knowledge.checkpoints()) {
                    if (other.instance().equals(truth.instance()) && other.length() == truth.length()) {
                        history = other.history();
                        image = other.image();
                    }
                }
                lie = "what another says";
            }
        }
        return List.of(new Said(to, signed(self, truth.instance(), truth.length(), history, image), true, lie));
    }

    private Checkpoint signed(ReplicaId self, InstanceId instance, int length, Digest history, Digest image) {
        Digest content = Checkpoint.content(instance, self, length, history, image);
        return new Checkpoint(
                instance,
                self,
                length,
                history,
                image,
                false,
                knowledge.keysOf(self).sign(content));
    }

    private List<Said> bend(ProcessId to, Fetched truth) {
        Bytes image = truth.image();
        Certificate certificate = truth.certificate();
        String lie;
        switch (knowledge.lie(4, "state from a Byzantine replica")) {
            case 0 -> {
                return List.of(new Said(to, truth, false, ""));
            }
            case 1 -> {
                knowledge.facts().disturbed();
                return List.of();
            }
            case 2 -> {
                image = altered(image);
                lie = "wrong image";
            }
            default -> {
                image = altered(image);
                certificate =
                        forged(certificate.instance(), certificate.length(), certificate.history(), digestOf(image));
                lie = "wrong image under a false certificate";
            }
        }
        return List.of(new Said(to, new Fetched(truth.instance(), certificate, image), true, lie));
    }

    /** As correct replicas would have it, if they can read the image. */
    private static Digest digestOf(Bytes image) {
        return Image.read(image, new Journal(true))
                .map(Image::digest)
                .orElseGet(() -> Digest.of("NO IMAGE").digest());
    }

    /** The last letter of the service's state is another one. */
    private static Bytes altered(Bytes image) {
        byte[] bytes = image.toByteArray();
        bytes[bytes.length - 1] ^= 1;
        return Bytes.copyOf(bytes);
    }

    /** A history for a liar to claim, as if a checkpoint had cut it off: with a false certificate, or one of another. */
    History cutOff(History whole) {
        List<Certificate> known = knowledge.certificates();
        if (!known.isEmpty() && knowledge.pick(2, "true or false certificate") == 0) {
            Certificate certificate = known.get(knowledge.pick(Math.min(4, known.size()), "certificate"));
            return History.at(certificate);
        }
        InstanceId instance = knowledge.facts().latest();
        if (whole.length() == 0 || knowledge.pick(3, "what is cut off") == 2) {
            return History.at(
                    forged(instance, 1 + whole.length(), Digest.of("MADE UP").digest(), image()));
        }
        return falselyCutOff(whole);
    }

    /** The very same history with a false certificate, so that a signature on it still holds. */
    History falselyCutOff(History whole) {
        if (whole.length() == 0) {
            return whole;
        }
        int length = whole.length() - knowledge.pick(Math.min(3, whole.length()), "requests left");
        History base = whole.prefix(length);
        return whole.on(History.at(forged(InstanceId.FIRST, length, base.digest(), image())));
    }

    private static Digest image() {
        return Digest.of("WRONG").digest();
    }

    /** In the name of replicas that have not signed: what is missing to a certificate. */
    void signInOthersNames(Mouth out) {
        knowledge.pick(knowledge.checkpoints(), "CHECKPOINT").ifPresent(truth -> {
            for (ReplicaId name : knowledge.arena().group().replicas()) {
                Checkpoint forged = new Checkpoint(
                        truth.instance(),
                        name,
                        truth.length(),
                        truth.history(),
                        truth.image(),
                        false,
                        IdealAuthentication.garbageSignature());
                for (ReplicaId replica : knowledge.arena().group().replicas()) {
                    out.say(knowledge.anyone(), replica, forged, "forged");
                }
            }
        });
    }

    /** A replica that asks for a state gets another one, under the true certificate or a false one. */
    void answerFetches(Mouth out) {
        for (Fetch fetch : knowledge.fetches()) {
            Bytes image = Image.of(new Journal(true)).bytes();
            Certificate certificate = knowledge
                    .pick(knowledge.certificates(), "certificate")
                    .orElseGet(() -> forged(
                            InstanceId.FIRST,
                            fetch.length(),
                            Digest.of("MADE UP").digest(),
                            digestOf(image)));
            Fetched lie = new Fetched(fetch.instance(), certificate, image);
            out.say(knowledge.anyone(), fetch.replica(), lie, "another state");
        }
    }

    /** By nobody, with garbage, with one signature again and again, or with all the true ones there are. */
    private Certificate forged(InstanceId instance, int length, Digest history, Digest image) {
        List<Signature> signatures = new ArrayList<>();
        int shape = knowledge.pick(4, "false certificate");
        for (ReplicaId replica : knowledge.arena().group().replicas()) {
            Digest content = Checkpoint.content(instance, replica, length, history, image);
            switch (shape) {
                case 0 -> {}
                case 1 -> signatures.add(IdealAuthentication.garbageSignature());
                case 2 -> signatures.add(knowledge.keysOf(knowledge.anyone()).sign(content));
                default -> signatures.add(signatureOf(replica, content));
            }
        }
        return new Certificate(instance, length, history, image, signatures);
    }

    private Signature signatureOf(ReplicaId replica, Digest content) {
        if (knowledge.liars().contains(replica)) {
            return knowledge.keysOf(replica).sign(content);
        }
        return knowledge.checkpoints().stream()
                .filter(checkpoint -> checkpoint.replica().equals(replica))
                .map(Checkpoint::signature)
                .findFirst()
                .orElseGet(IdealAuthentication::garbageSignature);
    }
}
