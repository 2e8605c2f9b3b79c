package next700.protocol.pbft;

import next700.process.Effects;

/** Who sees to it that a replica which waits for something gets it. */
interface Progress {
    /** Something has happened that others may have waited for, or that this replica will wait for. */
    void expect(Effects out);
}
