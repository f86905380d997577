/**
 * Ad-Hoc Commands (XEP-0050): lists the commands that plugins contribute, and keeps their executions from form to form.
 */
package im.godwit.plugins.commands;
