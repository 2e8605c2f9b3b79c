/** {@code next700 fuzz} and {@code explore}: campaigns of the adversary, and single runs of it step by step. */
package next700.cli.fuzz;
