/** Sources at two revisions, and the declarations in which they differ. */
package next700.audit.source;
