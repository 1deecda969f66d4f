/**
 * The doors of the house and its start-up: which resources stand at which root path, and what
 * happens before the first request.
 */
package be.schakel;
