package im.godwit.plugins.push.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import im.godwit.form.DataForm;
import im.godwit.form.Field;
import im.godwit.http.Endpoints;
import im.godwit.jid.Jid;
import im.godwit.plugin.IqRequest;
import im.godwit.plugins.push.Vocabulary;
import im.godwit.stanza.Condition;
import im.godwit.stanza.Iq;
import im.godwit.stanza.StanzaError;
import im.godwit.stanza.StanzaException;
import im.godwit.testkit.Spec;
import im.godwit.xml.Element;
import im.godwit.xml.ElementBuilder;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PublishRequestsTest {
    private static final Jid SERVICE = Jid.ofDomain("push.example.org");
    private static final String ENDPOINT = "https://push.example.net/1";
    private static final String KEY = Browser.subscribing().key();
    private static final String AUTH = Base64Url.encode(new byte[16]);

    private final GoneEndpoints gone = new GoneEndpoints();
    private final Courier courier = new Courier(
            new WebPushClient(
                    new Vapid(P256.generate(), "mailto:admin@example.org", Clock.systemUTC()), WebPushOptions.DEFAULTS),
            gone,
            WebPushOptions.DEFAULTS);
    private final PublishRequests requests =
            new PublishRequests(Jid.ofDomain("example.org")::equals, new Endpoints(false), gone, courier);

    @AfterEach
    void stop() {
        courier.stop();
    }

    private static Element item() {
        return Element.builder(Vocabulary.PUBSUB.namespace(), "item")
                .add(Element.of(Vocabulary.NOTIFICATION))
                .build();
    }

    private static Element options(String endpoint, String key, String auth) {
        return DataForm.of(
                        DataForm.Type.SUBMIT,
                        Vocabulary.PUBLISH_OPTIONS,
                        List.of(
                                Field.submitted("endpoint", endpoint),
                                Field.submitted("p256dh", key),
                                Field.submitted("auth", auth)))
                .toElement();
    }

    private StanzaError refusal(String from, Optional<Element> item, Optional<Element> options) {
        ElementBuilder pubsub = Element.builder(Vocabulary.PUBSUB)
                .child("publish", publish -> item.ifPresent(publish.attribute("node", "n")::add));
        options.ifPresent(form -> pubsub.child("publish-options", holder -> holder.add(form)));
        Iq iq = Iq.of(Iq.builder(Iq.Type.SET, "p")
                .attribute("from", from)
                .attribute("to", SERVICE.toString())
                .add(pubsub.build())
                .build());
        IqRequest request = new IqRequest(iq, SERVICE, Optional.empty(), Optional.empty(), Optional.empty());
        return catchThrowableOfType(StanzaException.class, () -> requests.handle(request))
                .error();
    }

    private StanzaError refusal(Element options) {
        return refusal("example.org", Optional.of(item()), Optional.of(options));
    }

    @Test
    @Spec(value = "XEP-0357 §3.2", says = "publish requests are coming from the user's server and not from others")
    void othersDoNotPublish() {
        Optional<Element> options = Optional.of(options(ENDPOINT, KEY, AUTH));

        assertThat(refusal("example.net", Optional.of(item()), options).condition())
                .isEqualTo(Condition.FORBIDDEN);
    }

    @Test
    @Spec(value = "XEP-0060 §7.1.3.5", says = "bad-request with item-required or invalid-payload")
    void aNotificationIsNeeded() {
        Optional<Element> options = Optional.of(options(ENDPOINT, KEY, AUTH));
        Element empty = Element.builder(Vocabulary.PUBSUB.namespace(), "item").build();

        assertThat(refusal("example.org", Optional.empty(), options).detail().map(Element::local))
                .contains("item-required");
        assertThat(refusal("example.org", Optional.of(empty), options).detail().map(Element::local))
                .contains("invalid-payload");
    }

    @Test
    @Spec(value = "XEP-0060 §7.1.5", says = "conflict with precondition-not-met")
    void optionsAreNeeded() {
        StanzaError error = refusal("example.org", Optional.of(item()), Optional.empty());

        assertThat(error.condition()).isEqualTo(Condition.CONFLICT);
        assertThat(error.detail().map(Element::local)).contains("precondition-not-met");
    }

    @Test
    void optionsThatWillNotDoAreRefused() {
        assertThat(refusal(options("http://push.example.net/1", KEY, AUTH)).condition())
                .isEqualTo(Condition.NOT_ACCEPTABLE);
        assertThat(refusal(options(ENDPOINT, AUTH, AUTH)).condition()).isEqualTo(Condition.NOT_ACCEPTABLE);
        assertThat(refusal(options(ENDPOINT, KEY, "AAAA")).condition()).isEqualTo(Condition.NOT_ACCEPTABLE);
        assertThat(refusal(options(ENDPOINT, KEY, "?")).condition()).isEqualTo(Condition.NOT_ACCEPTABLE);
    }

    @Test
    @Spec(value = "RFC 8030 §7.3", says = "the subscription is over")
    void whatIsOverIsNotFound() {
        gone.add(URI.create(ENDPOINT));

        assertThat(refusal(options(ENDPOINT, KEY, AUTH)).condition()).isEqualTo(Condition.ITEM_NOT_FOUND);
    }
}
