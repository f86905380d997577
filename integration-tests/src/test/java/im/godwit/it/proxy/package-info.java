/** The server behind a reverse proxy, set up as the manual says. Needs Debian's nginx and HAProxy. */
package im.godwit.it.proxy;
