package next700.trial.liar;

import java.util.Set;
import java.util.function.Function;
import next700.process.Digest;
import next700.process.ProcessId;
import next700.protocol.abstraction.ByzantineGroup;
import next700.protocol.authentication.Authentication;
import next700.protocol.authentication.Mac;
import next700.protocol.authentication.Signature;
import next700.protocol.authentication.Signing;

/**
 * The keys of all liars, which know each other's; in the names of others they put the speaker's own proofs.
 *
 * @param keysOf whoever lies
 */
record Keys(
        ProcessId speaker,
        ProcessId receiver,
        ByzantineGroup group,
        Set<ProcessId> liars,
        Function<ProcessId, Authentication> keysOf)
        implements Signing {
    @Override
    public boolean has(ProcessId maker) {
        return liars.contains(maker);
    }

    private Authentication of(ProcessId maker) {
        return keysOf.apply(has(maker) ? maker : speaker);
    }

    @Override
    public Mac mac(ProcessId maker, Digest content, ProcessId to) {
        return of(maker).mac(content, to);
    }

    @Override
    public Signature sign(ProcessId maker, Digest content) {
        return of(maker).sign(content);
    }
}
