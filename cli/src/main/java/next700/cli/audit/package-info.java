/** {@code next700 audit}: a change held against the proofs, for people and for machines. */
package next700.cli.audit;
