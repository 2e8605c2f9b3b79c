/** Holds recorded runs of the implementation against the specifications. */
package next700.model.trace;
