/** Services that are replicated: deterministic, and rolled back by value. */
package next700.service;
