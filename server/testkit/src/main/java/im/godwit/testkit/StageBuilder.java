package im.godwit.testkit;

import im.godwit.core.auth.AnonymousLimits;
import im.godwit.core.auth.FastTokens;
import im.godwit.core.host.HostSetup;
import im.godwit.core.host.OptionSource;
import im.godwit.core.session.ManagementOptions;
import im.godwit.jid.Jid;
import im.godwit.plugin.Host;
import im.godwit.plugin.Plugin;
import im.godwit.store.Database;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Sets up a {@link Stage}. */
public final class StageBuilder {
    private final List<HostSetup> hosts = new ArrayList<>();
    private final Map<String, Record> options = new HashMap<>();
    private final Map<Jid, String> components = new HashMap<>();
    private AnonymousLimits anonymous = AnonymousLimits.NOBODY;
    private ManagementOptions management = ManagementOptions.DEFAULTS;
    private FastTokens.Options fast = FastTokens.Options.DEFAULTS;
    private UnaryOperator<Database> database = UnaryOperator.identity();

    StageBuilder() {}

    /** The plugins of the host with accounts. */
    public StageBuilder plugins(List<Plugin> plugins) {
        hosts.add(new HostSetup(Jid.ofDomain(Stage.DOMAIN), Host.Kind.ACCOUNTS, plugins, anonymous));
        return this;
    }

    /** Lets in people who have no account; said before {@link #plugins}. */
    public StageBuilder anonymous(AnonymousLimits limits) {
        anonymous = limits;
        return this;
    }

    /** A service at a subdomain. */
    public StageBuilder service(String subdomain, List<Plugin> plugins) {
        hosts.add(new HostSetup(Jid.ofDomain(subdomain + "." + Stage.DOMAIN), Host.Kind.SERVICE, plugins));
        return this;
    }

    /** An external component at a subdomain, which may connect; see {@link Stage#component}. */
    public StageBuilder component(String subdomain) {
        components.put(Jid.ofDomain(subdomain + "." + Stage.DOMAIN), Stage.PASSWORD);
        return this;
    }

    /** A plugin's options. */
    public StageBuilder options(String plugin, Record values) {
        options.put(plugin, values);
        return this;
    }

    /** The rules of stream management. */
    public StageBuilder management(ManagementOptions rules) {
        management = rules;
        return this;
    }

    /** How long the tokens are good with which clients log in again (XEP-0484). */
    public StageBuilder fast(FastTokens.Options rules) {
        fast = rules;
        return this;
    }

    /** Puts something in front of the database, such as one that is slow. */
    public StageBuilder database(UnaryOperator<Database> wrapper) {
        database = wrapper;
        return this;
    }

    /** The stage, with the server started. */
    public Stage build() {
        return StageStore.open(hosts, components, new Chosen(options), management, fast, database);
    }

    private record Chosen(Map<String, Record> options) implements OptionSource {
        @Override
        @SuppressWarnings("unchecked") // a test that gives the wrong record fails right here
        public <C extends Record> C options(String plugin, C defaults) {
            return (C) options.getOrDefault(plugin, defaults);
        }
    }
}
