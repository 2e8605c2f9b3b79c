/** {@code next700 quorums}: quorum systems of the literature beside their formulas, and the user's own. */
package next700.cli.quorums;
