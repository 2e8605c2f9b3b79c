/** {@code next700 museum} and {@code tour}: mistakes made again in the running code, found, and told. */
package next700.cli.museum;
