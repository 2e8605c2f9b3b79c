/** Maps and caches of the JVM, used by many threads at once, recorded and checked. */
package maps;
