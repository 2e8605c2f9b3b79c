/** {@code next700 check}: recorded histories, held against objects, models of transactions, and the properties of Abstract. */
package next700.cli.check;
