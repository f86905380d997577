package im.godwit.plugins.presence;

import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.jid.Jid;
import im.godwit.service.Contact;
import im.godwit.stanza.Presence;
import im.godwit.stanza.Presence.Type;
import im.godwit.testkit.Spec;
import im.godwit.xml.Element;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The tables of RFC 6121 appendix A, as they stand there: existing state, whether it passes, new state. */
class SubscriptionTableTest {
    private static final Jid JULIET = Jid.of("juliet", "example.org");
    private static final Element REQUEST = Presence.builder(Type.SUBSCRIBE).build();

    private static SubscriptionState state(String title) {
        return Arrays.stream(SubscriptionState.values())
                .filter(s -> s.toString().equals(title))
                .findFirst()
                .orElseThrow();
    }

    private static void check(SubscriptionTable table, Type type, String existing, String passes, String next) {
        SubscriptionTable.Step step = table.step(type, state(existing));
        assertThat(step.passes()).isEqualTo(passes.equals("MUST"));
        assertThat(step.next()).isEqualTo(next.equals("-") ? state(existing) : state(next));
    }

    @ParameterizedTest
    @CsvSource({
        "None,                  MUST, None + Pending Out",
        "None + Pending Out,    MUST, -",
        "None + Pending In,     MUST, None + Pending Out+In",
        "None + Pending Out+In, MUST, -",
        "To,                    MUST, -",
        "To + Pending In,       MUST, -",
        "From,                  MUST, From + Pending Out",
        "From + Pending Out,    MUST, -",
        "Both,                  MUST, -",
    })
    @Spec(value = "RFC 6121 §A.2.1", says = "outbound subscribe")
    void outboundSubscribe(String existing, String routed, String next) {
        check(SubscriptionTable.OUTBOUND, Type.SUBSCRIBE, existing, routed, next);
    }

    @ParameterizedTest
    @CsvSource({
        "None,                  MUST, -",
        "None + Pending Out,    MUST, None",
        "None + Pending In,     MUST, -",
        "None + Pending Out+In, MUST, None + Pending In",
        "To,                    MUST, None",
        "To + Pending In,       MUST, None + Pending In",
        "From,                  MUST, -",
        "From + Pending Out,    MUST, From",
        "Both,                  MUST, From",
    })
    @Spec(value = "RFC 6121 §A.2.2", says = "outbound unsubscribe")
    void outboundUnsubscribe(String existing, String routed, String next) {
        check(SubscriptionTable.OUTBOUND, Type.UNSUBSCRIBE, existing, routed, next);
    }

    @ParameterizedTest
    @CsvSource({
        "None,                  MUST NOT, -",
        "None + Pending Out,    MUST NOT, -",
        "None + Pending In,     MUST,     From",
        "None + Pending Out+In, MUST,     From + Pending Out",
        "To,                    MUST NOT, -",
        "To + Pending In,       MUST,     Both",
        "From,                  MUST NOT, -",
        "From + Pending Out,    MUST NOT, -",
        "Both,                  MUST NOT, -",
    })
    @Spec(value = "RFC 6121 §A.2.3", says = "outbound subscribed")
    void outboundSubscribed(String existing, String routed, String next) {
        check(SubscriptionTable.OUTBOUND, Type.SUBSCRIBED, existing, routed, next);
    }

    @ParameterizedTest
    @CsvSource({
        "None,                  MUST NOT, -",
        "None + Pending Out,    MUST NOT, -",
        "None + Pending In,     MUST,     None",
        "None + Pending Out+In, MUST,     None + Pending Out",
        "To,                    MUST NOT, -",
        "To + Pending In,       MUST,     To",
        "From,                  MUST,     None",
        "From + Pending Out,    MUST,     None + Pending Out",
        "Both,                  MUST,     To",
    })
    @Spec(value = "RFC 6121 §A.2.4", says = "outbound unsubscribed")
    void outboundUnsubscribed(String existing, String routed, String next) {
        check(SubscriptionTable.OUTBOUND, Type.UNSUBSCRIBED, existing, routed, next);
    }

    @ParameterizedTest
    @CsvSource({
        "None,                  MUST,     None + Pending In",
        "None + Pending Out,    MUST,     None + Pending Out+In",
        "None + Pending In,     MUST NOT, -",
        "None + Pending Out+In, MUST NOT, -",
        "To,                    MUST,     To + Pending In",
        "To + Pending In,       MUST NOT, -",
        "From,                  MUST NOT, -",
        "From + Pending Out,    MUST NOT, -",
        "Both,                  MUST NOT, -",
    })
    @Spec(value = "RFC 6121 §A.3.1", says = "inbound subscribe")
    void inboundSubscribe(String existing, String delivered, String next) {
        check(SubscriptionTable.INBOUND, Type.SUBSCRIBE, existing, delivered, next);
    }

    @ParameterizedTest
    @CsvSource({
        "None,                  MUST NOT, -",
        "None + Pending Out,    MUST NOT, -",
        "None + Pending In,     MUST,     None",
        "None + Pending Out+In, MUST,     None + Pending Out",
        "To,                    MUST NOT, -",
        "To + Pending In,       MUST,     To",
        "From,                  MUST,     None",
        "From + Pending Out,    MUST,     None + Pending Out",
        "Both,                  MUST,     To",
    })
    @Spec(value = "RFC 6121 §A.3.2", says = "inbound unsubscribe")
    void inboundUnsubscribe(String existing, String delivered, String next) {
        check(SubscriptionTable.INBOUND, Type.UNSUBSCRIBE, existing, delivered, next);
    }

    @ParameterizedTest
    @CsvSource({
        "None,                  MUST NOT, -",
        "None + Pending Out,    MUST,     To",
        "None + Pending In,     MUST NOT, -",
        "None + Pending Out+In, MUST,     To + Pending In",
        "To,                    MUST NOT, -",
        "To + Pending In,       MUST NOT, -",
        "From,                  MUST NOT, -",
        "From + Pending Out,    MUST,     Both",
        "Both,                  MUST NOT, -",
    })
    @Spec(value = "RFC 6121 §A.3.3", says = "inbound subscribed")
    void inboundSubscribed(String existing, String delivered, String next) {
        check(SubscriptionTable.INBOUND, Type.SUBSCRIBED, existing, delivered, next);
    }

    @ParameterizedTest
    @CsvSource({
        "None,                  MUST NOT, -",
        "None + Pending Out,    MUST,     None",
        "None + Pending In,     MUST NOT, -",
        "None + Pending Out+In, MUST,     None + Pending In",
        "To,                    MUST,     None",
        "To + Pending In,       MUST,     None + Pending In",
        "From,                  MUST NOT, -",
        "From + Pending Out,    MUST,     From",
        "Both,                  MUST,     From",
    })
    @Spec(value = "RFC 6121 §A.3.4", says = "inbound unsubscribed")
    void inboundUnsubscribed(String existing, String delivered, String next) {
        check(SubscriptionTable.INBOUND, Type.UNSUBSCRIBED, existing, delivered, next);
    }

    @ParameterizedTest
    @EnumSource(SubscriptionState.class)
    void anEntryInAStateIsInThatState(SubscriptionState state) {
        assertThat(SubscriptionState.of(state.apply(Contact.none(JULIET), REQUEST)))
                .isEqualTo(state);
    }

    @Test
    void whatIsGrantedIsNotPending() {
        Contact both = SubscriptionState.BOTH
                .apply(Contact.none(JULIET), REQUEST)
                .withAsk(true)
                .withRequest(Optional.of(REQUEST));

        assertThat(SubscriptionState.of(both)).isEqualTo(SubscriptionState.BOTH);
    }
}
