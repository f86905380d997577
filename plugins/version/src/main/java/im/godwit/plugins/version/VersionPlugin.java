package im.godwit.plugins.version;

import static im.godwit.plugin.Host.At.DOMAIN;

import im.godwit.plugin.Host;
import im.godwit.plugin.Implements;
import im.godwit.plugin.Plugin;
import im.godwit.plugin.Result;
import im.godwit.xml.Element;
import im.godwit.xml.ElementBuilder;
import im.godwit.xml.Name;
import java.util.Optional;

/** Software Version: tells the server's name and version, and the operating system only if told to (§4). */
@Implements(value = "XEP-0092", version = "1.1")
public final class VersionPlugin implements Plugin {
    private static final Name QUERY = new Name("jabber:iq:version", "query");

    /**
     * Options of the plugin.
     *
     * @param showSystem whether to tell the operating system, which helps attackers more than users
     */
    public record Options(boolean showSystem) {}

    @Override
    public void start(Host host) {
        Options options = host.options(new Options(false));
        Element answer = answer(options);
        host.feature(QUERY.namespace());
        host.onGet(QUERY, request -> Result.of(answer), DOMAIN);
    }

    private static Element answer(Options options) {
        ElementBuilder query = Element.builder(QUERY).child("name", "Godwit").child("version", version());
        if (options.showSystem()) {
            query.child("os", System.getProperty("os.name"));
        }
        return query.build();
    }

    /** The version of the archive that this class came in; of a build that made none, "development". */
    private static String version() {
        return Optional.ofNullable(VersionPlugin.class.getPackage().getImplementationVersion())
                .orElse("development");
    }
}
