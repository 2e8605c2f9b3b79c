package next700.costs;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import next700.process.Digest;
import next700.process.ProcessId;
import next700.protocol.authentication.Authentication;
import next700.protocol.authentication.Mac;
import next700.protocol.authentication.Signature;

/** The keys of a process, which count how often they are used, by the kind of message that the process is busy with. */
public final class Meter implements Authentication {
    private final Authentication keys;
    private final Map<String, Integer> macs = new LinkedHashMap<>();
    private String busyWith = "";
    private int signatures;

    public Meter(Authentication keys) {
        this.keys = keys;
    }

    void busyWith(String message) {
        busyWith = message;
    }

    /** MACs made and verified. */
    public Map<String, Integer> macs() {
        return macs;
    }

    /** Those that are more than there were. */
    Map<String, Integer> macsBeyond(Map<String, Integer> before) {
        Map<String, Integer> more = new TreeMap<>();
        macs.forEach((message, count) -> more.put(message, count - before.getOrDefault(message, 0)));
        return more;
    }

    /** Signatures made and verified. */
    public int signatures() {
        return signatures;
    }

    private void count() {
        macs.merge(busyWith, 1, Integer::sum);
    }

    @Override
    public Mac mac(Digest content, ProcessId receiver) {
        count();
        return keys.mac(content, receiver);
    }

    @Override
    public boolean verify(Digest content, ProcessId maker, Mac mac) {
        count();
        return keys.verify(content, maker, mac);
    }

    @Override
    public Signature sign(Digest content) {
        signatures++;
        return keys.sign(content);
    }

    @Override
    public boolean verify(Digest content, ProcessId maker, Signature signature) {
        signatures++;
        return keys.verify(content, maker, signature);
    }
}
