package next700.protocol.paxos;

import java.util.SortedSet;
import java.util.TreeSet;
import next700.process.Effects;
import next700.process.Guard;
import next700.process.ProcessId;
import next700.process.ReplicaId;
import next700.process.Stored;
import next700.process.Timer;
import next700.protocol.acceptors.Acceptors;

/** In which view a server is, which one it attempts, and what it waits for there. */
final class Election {
    /** {@code State}. */
    enum State {
        LEADER_ELECTION,
        REG_LEADER,
        REG_NONLEADER
    }

    /** The progress timer. */
    enum Alarm implements Timer {
        PROGRESS
    }

    private static final String INSTALLED = "installed";
    private static final int MOST_PATIENCE = 64;

    private final ReplicaId self;
    private final Acceptors group;
    private final long patienceMillis;
    private State state = State.LEADER_ELECTION;
    private long attempted;
    private long installed;
    private long onDisk;
    private final SortedSet<ProcessId> inFavour = new TreeSet<>();
    private boolean isPreinstalled;
    private int patience = 1;

    Election(ReplicaId self, Acceptors group, PaxosSettings settings, Stored stored) {
        this.self = self;
        this.group = group;
        this.patienceMillis = settings.patienceMillis();
        this.installed =
                stored.get(INSTALLED, Installed.class).map(Installed::view).orElse(0L);
        this.attempted = installed;
        this.onDisk = installed;
    }

    State state() {
        return state;
    }

    boolean is(State other) {
        return state == other;
    }

    long attempted() {
        return attempted;
    }

    long installed() {
        return installed;
    }

    /** "Leader of view v: v mod N". */
    ReplicaId leader(long view) {
        return new ReplicaId((int) (view % group.size()) + 1);
    }

    boolean isLedBy(ProcessId server) {
        return leader(installed).equals(server);
    }

    /** {@code Shift_To_Leader_Election}. */
    void attempt(long view, Effects out) {
        state = State.LEADER_ELECTION;
        attempted = view;
        isPreinstalled = false;
        inFavour.clear();
        inFavour.add(self);
        out.cancelTimer(Alarm.PROGRESS);
    }

    /** Who waits for a leader that enough servers want goes with no other before its time is up. */
    boolean mayJoin(long view) {
        return view > attempted && !isPreinstalled;
    }

    void isInFavour(ProcessId server) {
        inFavour.add(server);
    }

    /** {@code Preinstall_Ready}: enough servers attempt the view; now its leader has a time that doubles. */
    boolean preinstalls(Effects out) {
        if (isPreinstalled || inFavour.size() < group.promises()) {
            return false;
        }
        isPreinstalled = true;
        patience = Math.min(2 * patience, MOST_PATIENCE);
        waitForProgress(out);
        return true;
    }

    /** Whether this server prepares the view that it attempts. */
    boolean isPreparing() {
        return state == State.LEADER_ELECTION && isPreinstalled && installed == attempted && isLedBy(self);
    }

    /** The leader installs the view that it attempts. */
    void install(Effects out) {
        installed = attempted;
        remember(out);
    }

    void lead() {
        state = State.REG_LEADER;
    }

    /**
     * {@code Shift_To_Reg_NonLeader}; also who enters a view by VC_Proof waits for its leader no longer than others. What is
     * stored comes last, so that a crash does not come between it and the step that is told of it.
     */
    void follow(long view, Effects out) {
        state = State.REG_NONLEADER;
        attempted = view;
        installed = view;
        isPreinstalled = false;
        waitForProgress(out);
        remember(out);
    }

    private void remember(Effects out) {
        if (!isRemembered()) {
            out.store(INSTALLED, new Installed(installed));
            onDisk = installed;
        }
    }

    /** Before anybody is told: what was promised in a view binds the server after a crash, too. */
    @Guard("Installed.remembers")
    boolean isRemembered() {
        return installed == onDisk;
    }

    /** A view that is not later would take back what was promised in the one that is installed. */
    @Guard("VC_Proof.later")
    boolean isLater(long view) {
        return view > installed;
    }

    /** A Prepare counts in the view that the server attempts, or has entered by VC_Proof. */
    @Guard("Prepare.thisView")
    boolean mayPrepare(long view) {
        return state == State.LEADER_ELECTION ? view == attempted : view == installed;
    }

    /** Answers to the Prepare of another view do not say what was accepted since. */
    @Guard("Prepare_OK.thisView")
    boolean isPrepared(long view) {
        return view == installed;
    }

    /** Of another view than the installed one, nothing is accepted. */
    @Guard("Proposal.thisView")
    boolean mayAccept(long view) {
        return view == installed;
    }

    void waitForProgress(Effects out) {
        out.setTimer(Alarm.PROGRESS, patience * patienceMillis);
    }

    /** Something was executed. */
    void progressed(Effects out) {
        patience = 1;
        if (state != State.LEADER_ELECTION) {
            waitForProgress(out);
        }
    }

    void check() {
        if (installed > attempted) {
            throw new IllegalStateException("it has installed " + installed + " and attempts " + attempted);
        }
        if (state == State.REG_LEADER && !isLedBy(self)) {
            throw new IllegalStateException("it leads view " + installed + ", which is another's");
        }
    }
}
