/** Query/Update on trial: servers that crash and lie, and clients that lie. */
package next700.simulation.qu;
