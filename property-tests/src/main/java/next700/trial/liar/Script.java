package next700.trial.liar;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import next700.trial.Decision;
import next700.trial.Strategy;
import next700.trial.Tape;

/**
 * Fills the tape of a run with a schedule and with what liars say of their own accord. The run's own tape then has it all, and
 * replays without this.
 */
public final class Script implements Strategy {
    private static final List<Act> ACTS = List.of(Act.values());

    private final Tape schedule;
    private final Map<Integer, Utterance> utterances = new HashMap<>();
    private final List<Class<?>> kinds;
    private int next;
    private int moments;
    private Utterance speaking;
    private int spoken;

    /** @param declared the messages that there are, as their subject declares them */
    public Script(Tape schedule, List<Utterance> utterances, List<Class<?>> declared) {
        this.schedule = schedule;
        this.kinds = Utterance.kinds(declared);
        utterances.forEach(utterance -> this.utterances.putIfAbsent(utterance.moment(), utterance));
    }

    @Override
    public int draw(int bound, Decision decision, String label) {
        if (decision == Decision.ATTACK && label.equals(Conspiracy.OF_THEIR_OWN_ACCORD)) {
            speaking = utterances.get(moments);
            moments++;
            spoken = 0;
            return speaking == null ? 0 : ACTS.indexOf(speaking.act());
        }
        if (speaking != null && (decision == Decision.LIE || decision == Decision.SHAPE)) {
            return spoken(label) % bound;
        }
        speaking = null;
        if (label.equals(Conspiracy.GENERAL) && !utterances.isEmpty()) {
            return 1;
        }
        int choice = next < schedule.length() ? schedule.at(next) % bound : 0;
        next++;
        return choice;
    }

    private int spoken(String label) {
        if (label.equals(Conspiracy.KIND)) {
            return kinds.indexOf(speaking.kind());
        }
        if (label.startsWith(Alteration.COMPONENT)) {
            return speaking.component();
        }
        int choice = spoken < speaking.choices().size() ? speaking.choices().get(spoken) : 0;
        spoken++;
        return choice;
    }
}
