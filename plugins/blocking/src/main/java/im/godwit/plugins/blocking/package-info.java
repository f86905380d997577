/** The Blocking Command (XEP-0191) with reports of abuse (XEP-0377): whom an account does not want to hear from. */
package im.godwit.plugins.blocking;
