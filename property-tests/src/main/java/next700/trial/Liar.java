package next700.trial;

import java.util.List;
import next700.process.Effect;
import next700.process.Input;

/**
 * The mind of a Byzantine process. An honest one is kept beside it, which is fed all that arrives; the liar knows what that
 * one would do, and does what it likes.
 */
public interface Liar {
    /**
     * The process took an input.
     *
     * @param honest what a correct process in its place would do
     * @param world through which the liar speaks, and sets the timers of the honest one
     */
    void react(Input input, List<Effect> honest, World world);
}
