/** What all instances do when a client has waited in vain (thesis, B.5): panic, abort, and the proof of an abort history. */
package next700.protocol.panicking;
