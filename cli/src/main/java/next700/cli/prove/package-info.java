/** {@code next700 prove}: proofs by induction. */
package next700.cli.prove;
