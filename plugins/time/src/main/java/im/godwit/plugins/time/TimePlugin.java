package im.godwit.plugins.time;

import static im.godwit.plugin.Host.At.DOMAIN;

import im.godwit.plugin.Host;
import im.godwit.plugin.Implements;
import im.godwit.plugin.Plugin;
import im.godwit.plugin.Result;
import im.godwit.xml.Element;
import im.godwit.xml.Name;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/** Entity Time: the server's time and its offset from UTC (§3). */
@Implements(value = "XEP-0202", version = "2.0")
public final class TimePlugin implements Plugin {
    private static final Name TIME = new Name("urn:xmpp:time", "time");

    @Override
    public void start(Host host) {
        host.feature(TIME.namespace());
        host.onGet(TIME, request -> Result.of(now(host.clock().instant())), DOMAIN);
    }

    private static Element now(Instant instant) {
        ZoneOffset offset = ZoneId.systemDefault().getRules().getOffset(instant);
        return Element.builder(TIME)
                // XEP-0082 §3.2: the zone is written +00:00, never Z, in a TZD
                .child("tzo", offset.equals(ZoneOffset.UTC) ? "+00:00" : offset.getId())
                .child("utc", instant.truncatedTo(ChronoUnit.MILLIS).toString())
                .build();
    }
}
