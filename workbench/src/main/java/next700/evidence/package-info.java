/** The evidence for any protocol, each kind of it as a section of a report. */
package next700.evidence;
