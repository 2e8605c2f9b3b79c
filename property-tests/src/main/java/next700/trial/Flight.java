package next700.trial;

import next700.process.Message;
import next700.process.ProcessId;

/** A message on its way: who really sent it, whatever it says, and what became of it. */
public final class Flight {
    private final int number;
    private final ProcessId from;
    private final ProcessId to;
    private final Message message;
    private final int sentIn;
    private final long sentAt;
    private final long arrivesAt;
    private final boolean byzantine;
    private final String remark;
    private int arrivedIn = -1;
    private boolean lost;

    Flight(int number, ProcessId from, ProcessId to, Message message, Sending how, long arrivesAt) {
        this.number = number;
        this.from = from;
        this.to = to;
        this.message = message;
        this.sentIn = how.sentIn();
        this.sentAt = how.sentAt();
        this.arrivesAt = arrivesAt;
        this.byzantine = how.byzantine();
        this.remark = how.remark();
        this.lost = how.lost();
    }

    /** How a message sets out. */
    record Sending(int sentIn, long sentAt, boolean byzantine, String remark, boolean lost) {}

    /** From 0, in the order of sending. */
    public int number() {
        return number;
    }

    public ProcessId from() {
        return from;
    }

    public ProcessId to() {
        return to;
    }

    public Message message() {
        return message;
    }

    /** The event in which it was sent; the one before, where no event of a correct process sent it; -1 before all events. */
    public int sentIn() {
        return sentIn;
    }

    /** In units of virtual time. */
    public long sentAt() {
        return sentAt;
    }

    /** In units of virtual time; when it would, if it is lost. */
    public long arrivesAt() {
        return arrivesAt;
    }

    /** Whether a Byzantine process made it, or made it be sent again. */
    public boolean byzantine() {
        return byzantine;
    }

    /** What is unusual about it; empty if nothing is. */
    public String remark() {
        return remark;
    }

    /** The event in which it was received; -1 if in none, so far. */
    public int arrivedIn() {
        return arrivedIn;
    }

    public boolean isLost() {
        return lost;
    }

    void lose() {
        lost = true;
    }

    void arrive(int event) {
        arrivedIn = event;
    }
}
