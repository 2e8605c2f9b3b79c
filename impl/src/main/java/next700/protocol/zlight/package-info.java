/** ZLight (thesis, B.2): a primary orders, and the client commits what all replicas executed alike. */
package next700.protocol.zlight;
