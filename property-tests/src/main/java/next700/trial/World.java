package next700.trial;

import java.util.List;
import java.util.Optional;
import next700.process.Automaton;
import next700.process.Call;
import next700.process.Effect;
import next700.process.Input;
import next700.process.Message;
import next700.process.ProcessId;

/** A run as its load, its faults and its liars see it. Times are in units of virtual time, from 0. */
public interface World {
    long now();

    /** Decides all that may go either way. */
    ChoiceTape tape();

    /** Does something later; what is to happen at one time happens in the order in which it was asked for. */
    void at(long time, Runnable action);

    boolean isUp(ProcessId process);

    /** The process' present life; for reading only. */
    Automaton process(ProcessId process);

    /** The process' caller wants something of it; nothing happens if the process is down. */
    void call(ProcessId process, Call call);

    /**
     * Crashes a process: at once, if {@code afterEffects} is 0; else in the first input from now on that has effects,
     * when all but the last of so many of them have been carried out. Healing the network cancels what has not happened.
     *
     * @param fate of what is under way on its links, where links break
     */
    void crash(ProcessId process, int afterEffects, Network.Fate fate);

    /** Takes back a crash that was announced and has not happened. */
    void spare(ProcessId process);

    /** A process has ended of its own will. */
    void gone(ProcessId process);

    /** Brings a process back, if it is down, with what it had stored. */
    void restart(ProcessId process);

    /** Breaks the link between two processes, in both directions. */
    void cut(ProcessId one, ProcessId other, Network.Fate fate);

    /** Sends in the name of a process that need not keep to any protocol; the network treats it like any message. */
    void send(ProcessId from, ProcessId to, Message message, boolean lie, String remark);

    /** The same past the network: the message arrives before all that is on its way. */
    void inject(ProcessId from, ProcessId to, Message message, String remark);

    /** Carries out an effect of a process that lies, such as its timers. */
    void carryOut(ProcessId process, Effect effect);

    /** Hands an input to a process that did not come from anybody. */
    void hand(ProcessId process, Input input);

    /** From now on links lose nothing and deliver in time. */
    void heal();

    /** Heals the network at a time, and brings back who is down of these. */
    default void healAt(long time, List<? extends ProcessId> back) {
        at(time, () -> {
            heal();
            back.forEach(this::restart);
        });
    }

    boolean isHealed();

    /** All messages that were sent so far. */
    List<Flight> flights();

    /** The property whose violation a replay looks for, and at which it ends. */
    Optional<String> hunted();
}
