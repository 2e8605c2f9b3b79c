/** What ZLight and Quorum have in common: REQ, RESP, and the commit of what all replicas answered alike. */
package next700.protocol.unanimity;
