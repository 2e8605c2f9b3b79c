/** MACs and signatures as protocols see them: who says something, and who can check it. */
package next700.protocol.authentication;
