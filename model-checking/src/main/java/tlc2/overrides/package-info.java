/** Where TLC looks for operators that are written in Java; it knows no other place. */
package tlc2.overrides;
