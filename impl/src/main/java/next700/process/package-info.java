/**
 * The contract between a protocol and whatever hosts it: a process takes {@link next700.process.Input}s and answers with
 * {@link next700.process.Effect}s. The simulator, the network and the check of traces host all protocols alike, through
 * this package only; it knows none of them, and nothing else of this project.
 */
package next700.process;
