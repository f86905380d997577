/**
 * The program: puts the server together from its configuration, and the command line that runs and administers it.
 * Nothing else imports this package.
 */
package im.godwit.app;
