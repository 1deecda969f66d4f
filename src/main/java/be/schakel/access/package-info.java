/**
 * What people do about access: give and withdraw consent, put grounds and capacity on record, and
 * see who can see what.
 *
 * <p>Nothing here decides about a disclosure: it puts evidence on record, which the policy weighs
 * at every use, and it answers through the gate like everything else.
 */
package be.schakel.access;
