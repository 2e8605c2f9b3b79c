/** {@code next700 lcr}: a member of a ring; and the service over it, as a run that is recorded and checked. */
package next700.cli.lcr;
