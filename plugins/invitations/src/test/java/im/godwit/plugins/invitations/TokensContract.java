package im.godwit.plugins.invitations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.godwit.jid.Jid;
import im.godwit.stanza.StanzaException;
import im.godwit.store.Database;
import im.godwit.store.Token;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How invitations are kept, in whichever database. */
interface TokensContract {
    Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    Instant END = NOON.plus(Duration.ofDays(7));

    Database database();

    /** A domain that no other test uses. */
    Jid domain();

    private Tokens tokens() {
        return new Tokens(database(), domain());
    }

    private Jid account(String name) {
        return Jid.of(name, domain().domain());
    }

    private Invite invite(Token token, Optional<Jid> inviter, Optional<Jid> account) {
        return new Invite(token.hash(), inviter, account, true, inviter.isPresent(), END, Optional.empty());
    }

    @Test
    default void whatIsKeptIsFoundByItsTokenOnItsDomain() {
        Token token = Token.next();
        Invite invite = invite(token, Optional.of(account("romeo")), Optional.of(account("juliet")));
        tokens().add(invite, 1, NOON);

        assertThat(tokens().find(token.text())).contains(invite);
        assertThat(tokens().find(Token.next().text())).isEmpty();
        assertThat(new Tokens(database(), Jid.ofDomain("other.example")).find(token.text()))
                .isEmpty();
        assertThat(invite.isGood(END.minusMillis(1))).isTrue();
        assertThat(invite.isGood(END)).isFalse();
    }

    @Test
    default void anInvitationIsTakenOnce() {
        Token token = Token.next();
        Invite invite = invite(token, Optional.empty(), Optional.empty());
        tokens().add(invite, 1, NOON);

        assertThat(tokens().take(invite, account("juliet"))).isTrue();
        assertThat(tokens().take(invite, account("tybalt"))).isFalse();
        assertThat(tokens().unfinished()).extracting(Invite::takenBy).containsExactly(Optional.of(account("juliet")));
        tokens().release(invite);
        assertThat(tokens().take(invite, account("tybalt"))).isTrue();
        tokens().finish(invite);
        assertThat(tokens().unfinished()).isEmpty();
        assertThat(tokens().find(token.text()).orElseThrow().isGood(NOON)).isFalse();
    }

    @Test
    default void aNameIsReservedWhileSomebodyIsInvitedToIt() {
        Invite invite = invite(Token.next(), Optional.empty(), Optional.of(account("juliet")));
        assertThat(tokens().isReserved(account("juliet"), NOON)).isFalse();
        tokens().add(invite, 1, NOON);

        assertThat(tokens().isReserved(account("juliet"), NOON)).isTrue();
        assertThat(tokens().isReserved(account("juliet"), END)).isFalse();
        assertThatThrownBy(() ->
                        tokens().add(invite(Token.next(), Optional.empty(), Optional.of(account("juliet"))), 1, NOON))
                .isInstanceOf(StanzaException.class);
    }

    @Test
    default void anInviterMakesSoManyAndIsForgottenWithThem() {
        Optional<Jid> romeo = Optional.of(account("romeo"));
        Token token = Token.next();
        tokens().add(invite(token, romeo, Optional.empty()), 1, NOON);
        assertThatThrownBy(() -> tokens().add(invite(Token.next(), romeo, Optional.empty()), 1, NOON))
                .isInstanceOf(StanzaException.class);

        tokens().forget(romeo.get());
        assertThat(tokens().find(token.text())).isEmpty();
    }

    @Test
    default void whatIsLongOverIsForgotten() {
        Token token = Token.next();
        tokens().add(invite(token, Optional.empty(), Optional.empty()), 1, NOON);

        tokens().add(invite(Token.next(), Optional.empty(), Optional.empty()), 1, END.plusSeconds(60));
        assertThat(tokens().find(token.text())).isPresent();
        tokens().add(invite(Token.next(), Optional.empty(), Optional.empty()), 1, END.plus(Duration.ofHours(1)));
        assertThat(tokens().find(token.text())).isEmpty();
    }
}
