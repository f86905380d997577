/** Data forms (XEP-0004) as immutable values, for every feature that configures or reports something. */
package im.godwit.form;
