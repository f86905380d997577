package im.godwit.core.config;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Logins with certificates (XEP-0178).
 *
 * @param authorities PEM with those whose certificates for users are believed; without, no client is asked for one
 */
public record ClientCertificates(Optional<Path> authorities) {
    static final ClientCertificates DEFAULTS = new ClientCertificates(Optional.empty());
}
