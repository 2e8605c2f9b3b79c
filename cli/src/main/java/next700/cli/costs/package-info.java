/** {@code next700 costs}: the costs of Table 3.2 of the thesis, counted. */
package next700.cli.costs;
