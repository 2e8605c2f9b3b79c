package next700.benchmarks.cluster;

import next700.process.Bytes;
import next700.process.Digest;
import next700.service.Service;

/** Answers everything with nothing, so that what is measured is the protocol. */
final class NullService implements Service {
    private final Outcome outcome = new Outcome(this, Bytes.EMPTY);

    @Override
    public Outcome execute(Bytes operation) {
        return outcome;
    }

    @Override
    public Digest digest() {
        return Digest.of("NULL").digest();
    }

    @Override
    public Bytes snapshot() {
        return Bytes.EMPTY;
    }

    @Override
    public Service restore(Bytes snapshot) {
        return this;
    }
}
