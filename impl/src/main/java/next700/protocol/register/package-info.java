/**
 * A shared register of many writers and many readers over any quorum system (slides "Shared Variable with Quorums"; Attiya, Bar-Noy
 * and Dolev 1995; Malkhi and Reiter 1998): an operation asks a quorum what it holds, and tells a quorum what it read or writes.
 *
 * <p>{@link next700.protocol.register.Variant} says over which quorums, whom clients believe, and what they are promised.
 */
package next700.protocol.register;
