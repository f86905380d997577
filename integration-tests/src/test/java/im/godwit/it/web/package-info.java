/** What plugins offer over HTTP, against a running server. */
package im.godwit.it.web;
