/**
 * What ZLight and Chain have in common: one replica, the primary or the head, gives batches of requests their sequence
 * numbers, and the others execute them in that order.
 */
package next700.protocol.sequencing;
