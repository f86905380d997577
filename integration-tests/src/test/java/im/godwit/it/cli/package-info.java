/** The distribution as an operator uses it: the launcher in a process of its own. */
package im.godwit.it.cli;
