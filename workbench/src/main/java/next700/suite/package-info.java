/** The evidence for a protocol as tests of JUnit: for projects that bring a protocol of their own. */
package next700.suite;
