/** {@code next700 rounds}: broadcast protocols in the round model of the thesis. */
package next700.cli.rounds;
