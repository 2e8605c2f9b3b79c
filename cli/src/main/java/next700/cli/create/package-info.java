/** Projects to begin a protocol with. */
package next700.cli.create;
