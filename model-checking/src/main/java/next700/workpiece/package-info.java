/** The registry: what a protocol, ours or other people's, tells the workbench of itself. */
package next700.workpiece;
