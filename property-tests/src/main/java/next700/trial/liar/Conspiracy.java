package next700.trial.liar;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import next700.process.Effect;
import next700.process.Message;
import next700.process.ProcessId;
import next700.protocol.abstraction.ByzantineGroup;
import next700.trial.Decision;
import next700.trial.Flight;
import next700.trial.Liar;
import next700.trial.Trial;
import next700.trial.World;

/**
 * All liars of a run, whatever the protocol. They collude: they hear all messages and know each other's keys, and nobody
 * else's. What they say is what a correct process would say in their place, what somebody said before, or what could be made of
 * what was said; changed in a part or two, and signed anew where the records say how ({@link
 * next700.protocol.authentication.Signed}).
 *
 * <p>Everything is drawn from the tape: what becomes of what a correct process would say as {@link Decision#LIE}, what liars say
 * of their own accord as {@link Decision#ATTACK}. In a run they know but a few of the lies that there are ({@link
 * next700.trial.Swarm}), so that lies of several messages fit together.
 */
public final class Conspiracy {
    /** Each may be answered by messages that lead to more: without a bound, liars drown a run. */
    private static final int MOST_ACTS = 24;

    /** Under this label a subject with special liars, too, draws whether a run has these; 1 means that it does. */
    public static final String GENERAL = "general liars";

    /** What {@link #act} draws before anything else. */
    static final String OF_THEIR_OWN_ACCORD = "of their own accord";

    /** What it draws of the kind of message, by its place in the vocabulary. */
    static final String KIND = "kind of message";

    private static final Act[] ACTS = Act.values();

    private final World world;
    private final Vocabulary vocabulary;
    private final Heard heard = new Heard();
    private final Fabric fabric;
    private final Voice voice;
    private final List<ProcessId> liars;
    private final BooleanSupplier mayLie;
    private int actsLeft = MOST_ACTS;

    /**
     * The liars of a trial.
     *
     * @param declared the messages that there are, and what stands for interfaces in them; a sealed interface stands for all
     *     that it permits
     * @param mayLie asked each time; while it says no, liars say what correct processes would
     * @param onLie told before each lie
     */
    public Conspiracy(Trial trial, World world, List<Class<?>> declared, BooleanSupplier mayLie, Runnable onLie) {
        this.world = world;
        this.liars = List.copyOf(new TreeSet<>(trial.byzantine()));
        this.mayLie = mayLie;
        this.vocabulary = new Vocabulary(declared);
        List<ProcessId> names = new ArrayList<>(trial.cast());
        liars.stream().filter(liar -> !names.contains(liar)).forEach(names::add);
        ByzantineGroup group = new ByzantineGroup(trial.f());
        this.voice = new Voice(world, group, Set.copyOf(liars), List.copyOf(names), onLie);
        this.fabric = new Fabric(world.tape(), vocabulary, heard, voice.names());
    }

    /** Liars that never tire of it. */
    public Conspiracy(Trial trial, World world, List<Class<?>> declared) {
        this(trial, world, declared, () -> true, () -> {});
    }

    /** The mind of one of them; absent for a process that does not lie. */
    public Optional<Liar> liar(ProcessId self) {
        return liars.contains(self) ? Optional.of((input, honest, any) -> react(self, honest)) : Optional.empty();
    }

    private void react(ProcessId self, List<Effect> honest) {
        heard.listen(world.flights());
        Map<Class<?>, Twist> twists = new HashMap<>();
        for (Effect effect : honest) {
            switch (effect) {
                case Effect.Send send -> speak(self, send, twists);
                case Effect.SetTimer set -> world.carryOut(self, set);
                case Effect.CancelTimer cancel -> world.carryOut(self, cancel);
                default -> {}
            }
        }
    }

    private void speak(ProcessId self, Effect.Send send, Map<Class<?>, Twist> twists) {
        if (!mayLie.getAsBoolean()) {
            voice.tellTheTruth(self, send.to(), send.message());
            return;
        }
        Class<?> kind = send.message().getClass();
        Twist twist = twists.containsKey(kind) ? twists.get(kind) : Twist.draw(send.message(), heard, fabric);
        if (twist.isShared()) {
            twists.put(kind, twist);
        }
        twist.say(self, send, fabric, voice);
    }

    /** After an event: maybe one of them says something of its own accord. */
    public void act() {
        if (liars.isEmpty() || actsLeft == 0 || !mayLie.getAsBoolean()) {
            return;
        }
        Act act = ACTS[world.tape().choose(ACTS.length, Decision.ATTACK, OF_THEIR_OWN_ACCORD)];
        if (act != Act.NONE) {
            actsLeft--;
            carryOut(act);
        }
    }

    /** One of them says something of its own accord, because somebody else decided that now is the time. */
    public void actNow() {
        carryOut(ACTS[1 + fabric.lie(ACTS.length - 1, "what is done")]);
    }

    private void carryOut(Act act) {
        heard.listen(world.flights());
        ProcessId self = liars.get(fabric.pick(liars.size(), "who speaks"));
        if (act == Act.INVENT) {
            invent(self);
        } else {
            model().ifPresent(flight -> speakUp(self, act, flight));
        }
    }

    /** Something that was heard: of the kind that is drawn, or of the next that was heard at all. */
    private Optional<Flight> model() {
        List<Class<?>> kinds = vocabulary.messages();
        int drawn = fabric.lie(kinds.size(), KIND);
        for (int i = 0; i < kinds.size(); i++) {
            List<Flight> known = heard.of(kinds.get((drawn + i) % kinds.size()));
            if (!known.isEmpty()) {
                return fabric.pick(known, "which message");
            }
        }
        return Optional.empty();
    }

    private void speakUp(ProcessId self, Act act, Flight flight) {
        Message truth = flight.message();
        List<Alteration> alterations = act.isChange() ? Alteration.several(truth, fabric) : List.of();
        List<ProcessId> receivers =
                fabric.pick(3, "to others") == 0 ? List.of(flight.to()) : receivers(truth.getClass());
        for (ProcessId to : receivers) {
            switch (act) {
                case REPEAT, REPEAT_CHANGED_UNDER_THE_OLD_PROOF ->
                    voice.lieAtOnce(
                            self,
                            to,
                            Alteration.of(truth, alterations, Optional.empty()).orElse(truth),
                            truth);
                case SAY_THE_SAME, SAY_THE_SAME_CHANGED ->
                    voice.lieAtOnce(self, to, own(self, to, truth, alterations), truth);
                default -> {
                    Message own = own(self, to, truth, alterations);
                    for (ProcessId name : voice.namesLike(self)) {
                        voice.lieAtOnce(self, to, voice.inName(own, name, self, to), truth);
                    }
                }
            }
        }
    }

    private Message own(ProcessId self, ProcessId to, Message truth, List<Alteration> alterations) {
        Message own = voice.inName(truth, self, self, to);
        return Alteration.of(own, alterations, voice.keys(self, to)).orElse(own);
    }

    private void invent(ProcessId self) {
        List<Class<?>> kinds = vocabulary.messages();
        Class<?> kind = kinds.get(fabric.lie(kinds.size(), KIND));
        fabric.message(kind).ifPresent(message -> {
            for (ProcessId to : receivers(kind)) {
                Message own = voice.inName(message, self, self, to);
                voice.lieAtOnce(self, to, (Message) Anatomy.signed(own, voice.keys(self, to)), message);
            }
        });
    }

    /** Some of those that messages of a kind may go to. */
    private List<ProcessId> receivers(Class<?> kind) {
        List<Flight> like = heard.of(kind);
        return fabric.some("to whom").stream()
                .filter(to -> !liars.contains(to))
                .filter(to -> like.isEmpty() || like.get(0).to().getClass() == to.getClass())
                .toList();
    }
}
