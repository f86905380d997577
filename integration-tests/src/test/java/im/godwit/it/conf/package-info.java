/** The configuration as it is shipped. */
package im.godwit.it.conf;
