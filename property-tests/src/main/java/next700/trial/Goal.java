package next700.trial;

import java.util.Locale;

/**
 * Something that must have happened in some run of a campaign: a campaign that never got there proves nothing. Usually a
 * constant of an enum.
 */
public interface Goal {
    /** The goal's identifier. */
    String name();

    /** In words, what has happened: its name, unless there is more to say. */
    default String meaning() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
