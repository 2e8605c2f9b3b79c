/**
 * Assertions on recorded histories, for tests that use AssertJ (which must be on the class path; nothing else here needs
 * it).
 */
package next700.assertions;
