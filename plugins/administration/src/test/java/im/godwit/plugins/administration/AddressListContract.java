package im.godwit.plugins.administration;

import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.jid.Jid;
import im.godwit.store.Database;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What holds of lists of addresses, in any database. */
interface AddressListContract {
    /** A database with the tables, and nothing in them. */
    Database database();

    private AddressList list(String domain) {
        return new AddressList(database(), Jid.ofDomain(domain), AddressList.Kind.ADMINS);
    }

    @Test
    default void aListOutlivesTheProcess() {
        Jid juliet = Jid.of("juliet", "example.org");
        Jid romeo = Jid.of("romeo", "example.org");
        list("example.org").set(List.of(juliet));
        list("example.org").set(List.of(juliet, romeo));

        assertThat(list("example.org").addresses()).containsExactlyInAnyOrder(juliet, romeo);
        assertThat(list("example.net").addresses()).isEmpty();

        AddressList left = list("example.org");
        left.remove(juliet);
        left.remove(juliet);
        assertThat(left.addresses()).containsExactly(romeo);
        assertThat(list("example.org").addresses()).containsExactly(romeo);
    }
}
