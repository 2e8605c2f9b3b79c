/**
 * Is a recorded history linearizable? Sequential specifications say what an object does when it is alone; the checker
 * looks for an order of the operations that the specification allows and that real time does not contradict.
 *
 * <p>{@link next700.linearizability.Linearizability} is the entrance.
 */
package next700.linearizability;
