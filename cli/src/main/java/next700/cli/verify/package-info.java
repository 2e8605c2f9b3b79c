/** {@code next700 verify}: all evidence for one protocol, on one page. */
package next700.cli.verify;
