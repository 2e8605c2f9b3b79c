/**
 * What a request costs where nothing fails: Table 3.2 of the thesis, counted on runs of the state machines. A run is in
 * lock step, every message taking one round; and every MAC that a replica makes or verifies is counted, by the kind of
 * message that it was for.
 */
package next700.costs;
