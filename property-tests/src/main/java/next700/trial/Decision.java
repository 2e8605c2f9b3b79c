package next700.trial;

/** What a choice is about. Strategies weigh the kinds differently; reports group by them. */
public enum Decision {
    /** The make-up of the run: how many clients, who is faulty, when it crashes. */
    OPTION,
    /** When a client invokes. */
    INVOCATION,
    /** What the network does with a message. */
    NETWORK,
    /** Whether the adversary acts now, and with which attack. */
    ATTACK,
    /** How exactly the adversary shapes what it says. */
    SHAPE,
    /** What a Byzantine replica makes of a message that a correct one would send. */
    LIE,
    /** A number that a process drew ({@link next700.process.Effect.Draw}). */
    COIN
}
