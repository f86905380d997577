/**
 * Streams of clients (RFC 6120 §4 to §7): a mailbox for each, its states from the header to the bound session, and the
 * negotiation of STARTTLS, SASL and resource binding. What it needs of the rest of the server it says in
 * {@link im.godwit.core.stream.StreamHost}.
 */
package im.godwit.core.stream;
