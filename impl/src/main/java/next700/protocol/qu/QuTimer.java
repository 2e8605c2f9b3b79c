package next700.protocol.qu;

import next700.process.Timer;

/** What processes wait for. */
enum QuTimer implements Timer {
    /** A client: answers of a quorum. */
    PROBE,
    /** A client: its turn, after contention. */
    BACK_OFF,
    /** A server: versions from others. */
    SYNC
}
