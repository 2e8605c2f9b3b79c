/** Histories of clients, judged and drawn. */
package next700.evidence.history;
