/** Proof maps: lemmas, and what each leans on in specification and code. */
package next700.audit.map;
