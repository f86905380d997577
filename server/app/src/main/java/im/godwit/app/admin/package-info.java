/**
 * Administration of a running server over a Unix socket in its data folder, which only the server's user can open. A
 * command line that finds no server opens the database itself and runs the same commands.
 */
package im.godwit.app.admin;
