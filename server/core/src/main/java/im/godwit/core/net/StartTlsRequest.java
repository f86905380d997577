package im.godwit.core.net;

import im.godwit.core.transport.StreamCondition;
import im.godwit.core.transport.StreamError;
import im.godwit.core.xml.StreamEvent;
import im.godwit.xml.Element;
import im.godwit.xml.Name;
import im.godwit.xml.Namespaces;

/** What a client makes of what a server says in the clear, until TLS begins (RFC 6120 §5.4). */
final class StartTlsRequest {
    /** §5.4.2.1. */
    static final Element STARTTLS = Element.of(new Name(Namespaces.TLS, "starttls"));

    private static final Name FEATURES = new Name(Namespaces.STREAMS, "features");
    private static final Name PROCEED = new Name(Namespaces.TLS, "proceed");

    private boolean asked;

    /** What is to be done next. */
    sealed interface Step {
        /** Nothing: more must come. */
        record Wait() implements Step {}

        /** Send {@link #STARTTLS}. */
        record Ask() implements Step {}

        /** Begin TLS. What came after this in the clear must be thrown away (§5.4.3.3). */
        record Secure() implements Step {}

        /** Give up: without TLS there is no stream. */
        record GiveUp(StreamError error) implements Step {}
    }

    Step on(StreamEvent event) {
        return switch (event) {
            case StreamEvent.NeedsInput _, StreamEvent.Header _, StreamEvent.Space _ -> new Step.Wait();
            case StreamEvent.Child(Element element) -> on(element);
            case StreamEvent.End _ -> giveUp("the server ended the stream before TLS");
            case StreamEvent.Fault(StreamError fault) ->
                giveUp("the server does not speak XMPP: " + fault.condition().local());
        };
    }

    private Step on(Element element) {
        if (element.is(StreamError.NAME)) {
            return new Step.GiveUp(StreamError.received(element));
        }
        if (!asked && element.is(FEATURES)) {
            asked = element.child(STARTTLS.name()).isPresent();
            return asked ? new Step.Ask() : giveUp("the server offers no STARTTLS");
        }
        return asked && element.is(PROCEED) ? new Step.Secure() : giveUp("the server refuses STARTTLS"); // §5.4.2.2
    }

    private static Step giveUp(String why) {
        return new Step.GiveUp(StreamCondition.REMOTE_CONNECTION_FAILED.error(why));
    }
}
