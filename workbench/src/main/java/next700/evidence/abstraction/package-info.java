/** What recorded runs of compositions of Abstract instances are held against. */
package next700.evidence.abstraction;
