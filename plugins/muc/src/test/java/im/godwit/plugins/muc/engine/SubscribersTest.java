package im.godwit.plugins.muc.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import im.godwit.jid.Jid;
import java.util.List;
import org.junit.jupiter.api.Test;

class SubscribersTest {
    private static final Jid CRONE = Jid.parse("crone@example.org");
    private static final Jid HAG = Jid.parse("hag@example.org");
    private static final Jid DESK = CRONE.withResource("desk");
    private static final Jid PHONE = CRONE.withResource("phone");
    private static final Jid PDA = HAG.withResource("pda");
    private static final Jid ROOM = Jid.parse("coven@conference.example.org");
    private static final Jid OTHER = Jid.parse("other@conference.example.org");

    private final Subscribers subscribers = new Subscribers(30, 2);

    @Test
    void aRoomIsAwaitedUntilItIsHeardOf() {
        assertThat(subscribers.add(DESK)).isTrue();
        assertThat(subscribers.add(PHONE)).isFalse();
        assertThat(subscribers.add(PDA)).isTrue();
        subscribers.await(CRONE, ROOM);
        subscribers.await(HAG, ROOM);

        assertThat(subscribers.isAwaited(ROOM)).isTrue();
        assertThat(subscribers.isAwaited(OTHER)).isFalse();
        assertThat(subscribers.take(ROOM)).containsExactlyInAnyOrder(CRONE, HAG);
        assertThat(subscribers.isAwaited(ROOM)).isFalse();
        assertThat(subscribers.take(ROOM)).isEmpty();
        assertThat(subscribers.sessions(List.of(CRONE))).containsExactlyInAnyOrder(DESK, PHONE);
    }

    @Test
    void anAccountWaitsForOnlySoManyRooms() {
        subscribers.add(DESK);
        subscribers.await(CRONE, ROOM);
        subscribers.await(CRONE, OTHER);
        Jid third = Jid.parse("third@conference.example.org");

        subscribers.await(CRONE, third);
        assertThat(subscribers.isAwaited(third)).isFalse();
        subscribers.stop(CRONE, ROOM);
        subscribers.await(CRONE, third);

        assertThat(subscribers.isAwaited(ROOM)).isFalse();
        assertThat(subscribers.isAwaited(third)).isTrue();
    }

    @Test
    void nothingIsLeftOfWhoHasGone() {
        subscribers.add(DESK);
        subscribers.add(PHONE);
        subscribers.await(CRONE, ROOM);

        subscribers.remove(DESK);
        assertThat(subscribers.isAwaited(ROOM)).isTrue();
        subscribers.remove(DESK);
        subscribers.remove(PHONE);

        assertThat(subscribers.isAwaited(ROOM)).isFalse();
        assertThat(subscribers.contains(PHONE)).isFalse();
        subscribers.await(CRONE, ROOM);
        assertThat(subscribers.isAwaited(ROOM)).isFalse();
    }

    @Test
    void neitherOneAccountNorAllHaveMoreClientsThanTheyMay() {
        for (int i = 0; i < 20; i++) {
            subscribers.add(CRONE.withResource("desk" + i));
        }
        assertThatExceptionOfType(RefusedException.class).isThrownBy(() -> subscribers.add(DESK));
        for (int i = 0; i < 10; i++) {
            subscribers.add(HAG.withResource("pda" + i));
        }

        assertThatExceptionOfType(RefusedException.class).isThrownBy(() -> subscribers.add(PDA));
        subscribers.remove(CRONE.withResource("desk0"));
        assertThat(subscribers.add(PDA)).isFalse();
    }
}
