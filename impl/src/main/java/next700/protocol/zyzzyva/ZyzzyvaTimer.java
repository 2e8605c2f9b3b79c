package next700.protocol.zyzzyva;

import next700.process.Timer;

/** The timers of replicas and clients. */
enum ZyzzyvaTimer implements Timer {
    /** The client's: all should have answered. */
    ANSWERS,
    /** A hole should have been filled. */
    HOLE,
    /** A request should have been ordered, or be complete. */
    PROGRESS,
    /** The new view should have begun. */
    VIEW
}
