package next700.protocol.vr;

import next700.process.Timer;

/** The timers of replicas and clients. */
enum VrTimer implements Timer {
    /** The primary speaks, whether it has something to say or not. */
    HEARTBEAT,
    /** Whoever should have spoken has not. */
    PATIENCE,
    /** Messages may have been lost. */
    RESEND
}
