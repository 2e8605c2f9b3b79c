/**
 * What processes must not forget in a crash: a {@link next700.storage.DurableStore} of records by name on a {@link
 * next700.storage.WriteAheadLog} of checksummed batches. What is damaged is refused, never served.
 */
package next700.storage;
