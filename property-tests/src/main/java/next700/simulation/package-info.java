/** The Abstract family on trial: how its runs are drawn, and what is known of them while they go on. */
package next700.simulation;
