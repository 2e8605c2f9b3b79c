/** {@code next700 model}: TLC on the models of a specification. */
package next700.cli.model;
