package im.godwit.gateway;

import javax.net.ssl.SSLContext;

/**
 * Where HTTP is encrypted.
 *
 * @param port the port; 0 for any that is free
 * @param context the certificates
 */
public record TlsListener(int port, SSLContext context) {}
