package im.godwit.plugins.upload;

import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.http.HttpAnswer;
import im.godwit.http.HttpRequest;
import im.godwit.http.HttpRoute;
import im.godwit.plugin.Peer;
import im.godwit.testkit.Actor;
import im.godwit.testkit.Stage;
import im.godwit.xml.Element;
import im.godwit.xml.Name;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A slot that somebody got, and what one does with it over HTTP; the gateway's part is played by the test. */
record Slot(Stage stage, URI put, URI get) {
    /** Asks for a slot and expects one. */
    static Slot of(Stage stage, Actor actor, String attributes, String purpose) {
        actor.sends(request(attributes, purpose));
        Element slot = actor.receives().child(name("slot")).orElseThrow();
        return new Slot(stage, url(slot, "put"), url(slot, "get"));
    }

    static Slot of(Stage stage, Actor actor, String attributes) {
        return of(stage, actor, attributes, "");
    }

    static String request(String attributes, String purpose) {
        return "<iq type='get' to='upload.example.org' id='s'><request xmlns='urn:xmpp:http:upload:0' " + attributes
                + ">" + purpose + "</request></iq>";
    }

    private static Name name(String local) {
        return new Name("urn:xmpp:http:upload:0", local);
    }

    private static URI url(Element slot, String local) {
        return URI.create(slot.child(name(local)).orElseThrow().attribute("url").orElseThrow());
    }

    /** Puts content, as a client does that says its length and type. */
    HttpAnswer.Whole puts(String content, String type) {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        return puts(
                Map.of("content-length", String.valueOf(bytes.length), "content-type", type),
                new ByteArrayInputStream(bytes));
    }

    HttpAnswer.Whole puts(Map<String, String> headers, InputStream content) {
        return switch (send("PUT", put, headers)) {
            case HttpAnswer.Receive wanted -> {
                try {
                    yield wanted.receiver().receive(content);
                } catch (IOException broken) {
                    throw new UncheckedIOException(broken);
                }
            }
            case HttpAnswer.Whole refused -> refused;
            case HttpAnswer.Stored _, HttpAnswer.Events _ -> throw new AssertionError("not the answer to a PUT");
        };
    }

    /** What GET finds; the test fails if there is nothing. */
    HttpAnswer.Stored found() {
        HttpAnswer answer = send("GET", get, Map.of());
        assertThat(answer).isInstanceOf(HttpAnswer.Stored.class);
        return (HttpAnswer.Stored) answer;
    }

    /** The status of GET where it finds nothing. */
    int missing() {
        return ((HttpAnswer.Whole) send("GET", get, Map.of())).status();
    }

    HttpAnswer send(String method, URI url, Map<String, String> headers) {
        HttpRoute route = stage.server().contributions(HttpRoute.class).getFirst();
        List<String> path = Arrays.stream(
                        url.getRawPath().substring(route.prefix().length() + 1).split("/"))
                .map(segment -> URLDecoder.decode(segment, StandardCharsets.UTF_8))
                .toList();
        Map<String, String> query = new LinkedHashMap<>();
        Optional.ofNullable(url.getQuery()).ifPresent(text -> query.put(text.split("=")[0], text.split("=")[1]));
        return route.handler()
                .handle(new HttpRequest(
                        method,
                        path,
                        query,
                        headers,
                        new byte[0],
                        Optional.empty(),
                        new Peer(InetAddress.getLoopbackAddress(), true)));
    }
}
