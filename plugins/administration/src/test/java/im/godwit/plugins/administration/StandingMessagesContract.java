package im.godwit.plugins.administration;

import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.jid.Jid;
import im.godwit.plugins.administration.StandingMessage.Kind;
import im.godwit.store.Database;
import org.junit.jupiter.api.Test;

/** What holds of standing messages, in any database. */
interface StandingMessagesContract {
    /** A database with the tables, and nothing in them. */
    Database database();

    private StandingMessages messages(String domain, Kind kind) {
        return new StandingMessages(database(), Jid.ofDomain(domain), kind);
    }

    @Test
    default void aMessageOutlivesTheProcess() {
        StandingMessage message = new StandingMessage("1", "Grand re-opening\n\u03a8");
        messages("example.org", Kind.DAY).set(new StandingMessage("0", "old"));
        messages("example.org", Kind.DAY).set(message);

        assertThat(messages("example.org", Kind.DAY).current()).contains(message);
        assertThat(messages("example.org", Kind.WELCOME).current()).isEmpty();
        assertThat(messages("example.net", Kind.DAY).current()).isEmpty();
    }

    @Test
    default void aDeletedMessageIsGone() {
        StandingMessages messages = messages("example.org", Kind.WELCOME);
        messages.set(new StandingMessage("1", "Welcome"));

        messages.delete();
        messages.delete();

        assertThat(messages.current()).isEmpty();
        assertThat(messages("example.org", Kind.WELCOME).current()).isEmpty();
    }
}
