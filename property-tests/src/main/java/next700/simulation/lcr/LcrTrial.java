package next700.simulation.lcr;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import next700.process.Automaton;
import next700.process.Message;
import next700.process.Notice;
import next700.process.ProcessId;
import next700.process.Stored;
import next700.protocol.lcr.LcrCall;
import next700.protocol.lcr.LcrMessage;
import next700.protocol.lcr.LcrNotice;
import next700.protocol.lcr.LcrProcess;
import next700.protocol.lcr.MemberId;
import next700.protocol.lcr.View;
import next700.trial.Network;
import next700.trial.Observer;
import next700.trial.Trial;
import next700.trial.World;

/**
 * One run of LCR. It ends when nothing more can happen; what must come to its end must have done so by then. A process that
 * crashed, left or stopped does not come back: its namesake is another process.
 */
public final class LcrTrial implements Trial {
    private static final Network LINKS = new Network.Fifo(List.of(0L, 4L, 15L, 60L));
    private static final int MAX_ATTEMPTS = 16;
    private static final long ATTEMPT_INTERVAL = 70;

    private final LcrSetup setup;
    private final Map<MemberId, Integer> given = new HashMap<>();
    private final Set<MemberId> leaving = new HashSet<>();

    LcrTrial(LcrSetup setup) {
        this.setup = setup;
    }

    /** What was drawn. */
    public LcrSetup setup() {
        return setup;
    }

    /** How many founders may fail at once. */
    @Override
    public int f() {
        int others = setup.founders().size() - 1;
        return switch (setup.settings().survival()) {
            case MAJORITY -> others / 2;
            case ALL_BUT_ONE -> others;
        };
    }

    @Override
    public Network network() {
        return LINKS;
    }

    /** Who puts a message on the ring sends the next one when the link can take it. */
    @Override
    public boolean isMetered(Message message) {
        return message instanceof LcrMessage.Ring;
    }

    @Override
    public List<MemberId> cast() {
        List<MemberId> all = new ArrayList<>(setup.founders());
        setup.joiners().forEach(arrival -> all.add(arrival.process()));
        return all;
    }

    @Override
    public Automaton make(ProcessId self, Stored stored) {
        MemberId member = (MemberId) self;
        return setup.founders().contains(member)
                ? LcrProcess.member(member, View.initial(setup.founders()), setup.settings())
                : LcrProcess.outsider(member, setup.settings());
    }

    @Override
    public void begin(World world) {
        for (LcrSetup.Arrival arrival : setup.joiners()) {
            int contact = setup.founders().indexOf(arrival.contact());
            world.at(arrival.at(), () -> ask(arrival.process(), contact, 1, world));
        }
        for (LcrSetup.Burst burst : setup.broadcasts()) {
            for (int i = 0; i < burst.messages(); i++) {
                world.at(burst.at(), () -> give(burst.process(), 1, world));
            }
        }
        for (LcrSetup.Crash crash : setup.crashes()) {
            world.at(crash.at(), () -> world.crash(crash.process(), crash.effects(), crash.fate()));
        }
        for (LcrSetup.Cut cut : setup.cuts()) {
            world.at(cut.at(), () -> cut(cut, world));
        }
        for (LcrSetup.Departure leave : setup.leaves()) {
            world.at(leave.at(), () -> leave(leave.process(), world));
        }
    }

    private static void cut(LcrSetup.Cut cut, World world) {
        for (MemberId one : cut.one()) {
            for (MemberId other : cut.other()) {
                world.cut(one, other, cut.fate());
            }
        }
    }

    /** The application broadcasts, as far as it may: not outside of the group, and not after it has left. */
    private void give(MemberId process, int attempt, World world) {
        if (!world.isUp(process) || leaving.contains(process)) {
            return;
        }
        if (isInside(process, world)) {
            int number = given.merge(process, 1, Integer::sum);
            world.call(process, new LcrCall.Broadcast(new Text(process, number, 1 + number % 4)));
        } else if (attempt < MAX_ATTEMPTS) {
            world.at(world.now() + ATTEMPT_INTERVAL, () -> give(process, attempt + 1, world));
        }
    }

    /** Who gets no answer asks the next member. */
    private void ask(MemberId joiner, int contact, int attempt, World world) {
        if (world.isUp(joiner) && !isInside(joiner, world)) {
            List<MemberId> contacts = setup.founders();
            world.call(joiner, new LcrCall.AskToJoin(contacts.get(contact % contacts.size())));
            if (attempt < MAX_ATTEMPTS) {
                world.at(world.now() + ATTEMPT_INTERVAL, () -> ask(joiner, contact + 1, attempt + 1, world));
            }
        }
    }

    private void leave(MemberId process, World world) {
        if (world.isUp(process) && leaving.add(process)) {
            world.call(process, new LcrCall.Leave());
        }
    }

    private static boolean isInside(MemberId process, World world) {
        return ((LcrProcess) world.process(process)).view().isPresent();
    }

    @Override
    public void told(ProcessId process, Notice notice, World world) {
        if (notice instanceof LcrNotice.Left || notice instanceof LcrNotice.Stopped) {
            world.gone(process);
        }
    }

    /** Nobody knows that all is delivered everywhere but by waiting until nothing more happens. */
    @Override
    public boolean isDone(World world) {
        return false;
    }

    @Override
    public Observer observer(World world) {
        return new LcrObserver(new LcrFacts(setup, cast(), world));
    }

    @Override
    public SortedMap<String, String> describe() {
        return new TreeMap<>(setup.describe());
    }

    @Override
    public String faultBudget() {
        return setup.crashes().size() + " crashes and " + setup.cuts().size() + " cuts, of "
                + setup.founders().size() + " members";
    }
}
