package im.godwit.plugins.administration;

import im.godwit.jid.Jid;
import java.util.List;

/**
 * Options of the plugin.
 *
 * @param admins the accounts that administer the server, each its own domain
 */
record AdministrationOptions(List<String> admins) {
    static final AdministrationOptions DEFAULTS = new AdministrationOptions(List.of());

    AdministrationOptions {
        admins = List.copyOf(admins);
        for (String admin : admins) {
            boolean account = Jid.tryParse(admin)
                    .filter(jid -> jid.hasLocal() && jid.isBare())
                    .isPresent();
            if (!account) {
                throw new IllegalArgumentException(
                        "admins has \"" + admin + "\", which is no account such as admin@example.org");
            }
        }
    }
}
