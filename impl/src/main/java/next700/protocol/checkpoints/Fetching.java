package next700.protocol.checkpoints;

import java.util.Optional;
import next700.process.Digest;
import next700.process.Effects;
import next700.process.Guard;
import next700.process.ReplicaId;
import next700.protocol.abstraction.History;
import next700.protocol.abstraction.Setting;
import next700.protocol.abstraction.Speculation;

/**
 * How a replica that lost its memory comes by the state at a checkpoint that an init history begins with. Whoever has it
 * may hand it out, since the certificate tells which it is.
 */
public final class Fetching {
    private final Setting<ReplicaId> setting;
    private final Speculation speculation;
    private Optional<Certificate> missing = Optional.empty();

    public Fetching(Setting<ReplicaId> setting, Speculation speculation) {
        this.setting = setting;
        this.speculation = speculation;
    }

    /** Whether the state that a valid init history begins with is at hand; asks for it if it is not. */
    public boolean reaches(History init, Effects out) {
        if (speculation.reaches(init)) {
            return true;
        }
        missing = init.certificate();
        missing.ifPresent(certificate -> ask(certificate, out));
        return false;
    }

    private void ask(Certificate certificate, Effects out) {
        Digest content = Fetch.content(setting.instance(), setting.self(), certificate.length());
        for (ReplicaId replica : setting.group().replicas()) {
            if (!replica.equals(setting.self())) {
                var mac = setting.authentication().mac(content, replica);
                out.send(replica, new Fetch(setting.instance(), setting.self(), certificate.length(), mac));
            }
        }
    }

    /** A state that was asked for; returns whether it is taken. */
    public boolean onFetched(Fetched fetched) {
        Certificate certificate = fetched.certificate();
        if (!isAwaited(certificate)
                || !certificate.founds(setting.instance(), setting.group(), setting.authentication())) {
            return false;
        }
        Optional<Image> image =
                Image.read(fetched.image(), speculation.kind()).filter(read -> isTheOne(read, certificate));
        image.ifPresent(reached -> {
            speculation.restore(History.at(certificate), reached);
            missing = Optional.empty();
        });
        return image.isPresent();
    }

    /** What is missing, or a later state. It is of an earlier instance: this one, the replica has not begun to sign in. */
    private boolean isAwaited(Certificate certificate) {
        return missing.filter(wanted -> certificate.length() >= wanted.length()).isPresent();
    }

    /** All replicas vouch for this image. */
    @Guard("LCS.image")
    boolean isTheOne(Image image, Certificate certificate) {
        return image.digest().equals(certificate.image());
    }

    /** Whether a replica of the group asks. */
    public static boolean isAuthentic(Fetch fetch, Setting<ReplicaId> setting) {
        return setting.group().contains(fetch.replica())
                && setting.authentication().verify(fetch.content(), fetch.replica(), fetch.mac());
    }

    /** The answer of who has executed this, if it has what is asked for. */
    public static Optional<Fetched> answer(Fetch fetch, Speculation speculation) {
        return speculation
                .executed()
                .certificate()
                .filter(certificate -> certificate.length() >= fetch.length())
                .map(certificate -> new Fetched(
                        fetch.instance(), certificate, speculation.image().bytes()));
    }
}
