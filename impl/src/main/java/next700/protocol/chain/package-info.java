/** Chain (thesis, B.4): requests go from head to tail, and the tail answers. */
package next700.protocol.chain;
