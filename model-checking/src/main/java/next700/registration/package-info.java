/** Our own protocols, registered as anybody's are: the only place outside their packages that names them. */
package next700.registration;
