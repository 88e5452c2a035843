package lib.sandbox.builds;

import lib.sandbox.state.apps.Checkout;

/**
 * What a build is made from.
 *
 * @param commit  full SHA; null when there is none
 * @param message its subject line, or what stands in its place; null when there is none
 */
record Source(Checkout checkout, String commit, String message) { }
