/**
 * People who must be told of what cannot wait: those on duty at a centre and the data protection
 * officer get an e-mail that says nothing but that there is an alert; who acknowledges it has taken
 * it over, and until somebody does the next on the list is told. What it is about, only a signed-in
 * caller reads.
 */
package be.schakel.alert;
