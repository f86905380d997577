package im.godwit.core.stream;

import im.godwit.core.auth.Authentication;
import im.godwit.core.auth.LoginLimits;
import im.godwit.core.auth.Mechanism;
import im.godwit.core.host.HostSetup;
import im.godwit.core.host.OptionSource;
import im.godwit.core.host.Server;
import im.godwit.core.store.SqliteDatabase;
import im.godwit.core.store.SqliteOptions;
import im.godwit.core.transport.StreamHeader;
import im.godwit.core.transport.StreamInput;
import im.godwit.core.transport.Transport;
import im.godwit.core.xml.DocumentParser;
import im.godwit.core.xml.InvalidXmlException;
import im.godwit.core.xml.ParseLimits;
import im.godwit.jid.Jid;
import im.godwit.plugin.Host;
import im.godwit.plugin.Plugin;
import im.godwit.xml.Element;
import im.godwit.xml.Name;
import im.godwit.xml.Namespaces;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Streams over a real server without plugins, with the account juliet, password "wherefore". */
final class StreamFixture implements AutoCloseable {
    private final SqliteDatabase database;
    private final Server server;
    private final Streams streams;

    StreamFixture(Path folder, StreamOptions options, Plugin... plugins) {
        this(folder, options, List.of(), plugins);
    }

    StreamFixture(Path folder, StreamOptions options, List<Mechanism> mechanisms, Plugin... plugins) {
        database = SqliteDatabase.open(new SqliteOptions(folder.resolve("test.db"), 2, SqliteOptions.Durability.NONE));
        HostSetup host = new HostSetup(Jid.ofDomain("example.org"), Host.Kind.ACCOUNTS, List.of(plugins));
        server = new Server(List.of(host), database, OptionSource.defaults(), 4096, 2, Clock.systemUTC());
        server.start();
        server.accounts().create(Jid.of("juliet", "example.org"), "wherefore");
        streams = new Streams(
                server,
                new Authentication(
                        server.accounts(),
                        new LoginLimits(LoginLimits.Options.DEFAULTS, Clock.systemUTC()),
                        server.anonymous(),
                        server.tokens(),
                        mechanisms),
                options);
    }

    Server server() {
        return server;
    }

    Streams streams() {
        return streams;
    }

    StreamInput accept(Transport transport) {
        return streams.accept(transport);
    }

    /** A header as clients send it. */
    static StreamHeader header(String to) {
        return new StreamHeader(
                new Name(Namespaces.STREAMS, "stream"),
                Namespaces.CLIENT,
                Optional.of(to),
                Optional.empty(),
                Optional.of("1.0"),
                Optional.empty());
    }

    /** Reads an element; {@code jabber:client} is the default namespace. */
    static Element xml(String text) {
        try {
            return new DocumentParser(ParseLimits.AUTHENTICATED)
                    .parse(("<x xmlns='jabber:client'>" + text + "</x>").getBytes(StandardCharsets.UTF_8))
                    .firstChild()
                    .orElseThrow();
        } catch (InvalidXmlException malformed) {
            throw new IllegalArgumentException(text, malformed);
        }
    }

    @Override
    public void close() {
        streams.close();
        server.stop();
        database.close();
    }
}
