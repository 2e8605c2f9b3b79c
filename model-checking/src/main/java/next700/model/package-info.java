/** Runs TLC on the specifications and says what it found. */
package next700.model;
