package next700.history;

/**
 * When an event of a history happened.
 *
 * @param position its place in the order of all events, from 0: this, not the time, is the real-time order that a
 *     checker goes by, since a line that stands later happened later
 * @param time as recorded, in nanoseconds or in ticks of the recorder's own; never decreases along the positions
 * @param line the line it was read from, from 1; 0 for a history that was not read
 */
public record Moment(int position, long time, int line) {}
