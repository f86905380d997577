package im.godwit.testkit;

import im.godwit.core.host.HostSetup;
import im.godwit.core.host.OptionSource;
import im.godwit.jid.Jid;
import im.godwit.plugin.Host;
import im.godwit.plugin.Plugin;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Sets up a {@link Stage}. */
public final class StageBuilder {
    private final List<HostSetup> hosts = new ArrayList<>();
    private final Map<String, Record> options = new HashMap<>();

    StageBuilder() {}

    /** The plugins of the host with accounts. */
    public StageBuilder plugins(List<Plugin> plugins) {
        hosts.add(new HostSetup(Jid.ofDomain(Stage.DOMAIN), Host.Kind.ACCOUNTS, plugins));
        return this;
    }

    /** A service at a subdomain. */
    public StageBuilder service(String subdomain, List<Plugin> plugins) {
        hosts.add(new HostSetup(Jid.ofDomain(subdomain + "." + Stage.DOMAIN), Host.Kind.SERVICE, plugins));
        return this;
    }

    /** A plugin's options. */
    public StageBuilder options(String plugin, Record values) {
        options.put(plugin, values);
        return this;
    }

    /** The stage, with the server started. */
    public Stage build() {
        return StageStore.open(hosts, new Chosen(options));
    }

    private record Chosen(Map<String, Record> options) implements OptionSource {
        @Override
        @SuppressWarnings("unchecked") // a test that gives the wrong record fails right here
        public <C extends Record> C options(String plugin, C defaults) {
            return (C) options.getOrDefault(plugin, defaults);
        }
    }
}
