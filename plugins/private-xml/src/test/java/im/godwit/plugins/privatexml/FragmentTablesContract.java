package im.godwit.plugins.privatexml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.godwit.jid.Jid;
import im.godwit.stanza.StanzaException;
import im.godwit.store.Database;
import im.godwit.xml.Element;
import org.junit.jupiter.api.Test;

/** What is saved is what is loaded, in whichever database. */
interface FragmentTablesContract {
    /** With the plugin's tables. */
    Database database();

    /** An account that stored nothing yet. */
    Jid account();

    private FragmentTables tables() {
        return new FragmentTables(database(), new PrivateXmlPlugin.Options(2, 300));
    }

    private static Element query(String namespace, String text) {
        return Element.builder(PrivateXmlPlugin.QUERY)
                .add(Element.builder(namespace, "a").text(text).build())
                .build();
    }

    private static Fragments fragments(String namespace, String text) {
        return Fragments.of(query(namespace, text));
    }

    @Test
    default void whatIsSavedIsLoaded() {
        FragmentTables tables = tables();
        tables.save(account(), fragments("urn:a", "first"));
        tables.save(account(), fragments("urn:a", "a ♥ & <"));

        assertThat(tables.load(account(), "urn:a")).contains(query("urn:a", "a ♥ & <"));
        assertThat(tables.load(account(), "urn:b")).isEmpty();
    }

    @Test
    default void whatDoesNotFitChangesNothing() {
        FragmentTables tables = tables();
        tables.save(account(), fragments("urn:a", "first"));

        assertThatThrownBy(() -> tables.save(account(), fragments("urn:a", "x".repeat(300))))
                .isInstanceOf(StanzaException.class);
        tables.save(account(), fragments("urn:b", "second"));
        assertThatThrownBy(() -> tables.save(account(), fragments("urn:c", "third")))
                .isInstanceOf(StanzaException.class);

        assertThat(tables.load(account(), "urn:a")).contains(query("urn:a", "first"));
        assertThat(tables.load(account(), "urn:c")).isEmpty();
    }

    @Test
    default void namespacesAreForgottenOneByOne() {
        FragmentTables tables = tables();
        String own = "urn:" + account().local();
        tables.save(account(), fragments(own, "first"));
        tables.save(account(), fragments("urn:b", "second"));
        assertThat(tables.has(own)).isTrue();

        tables.delete(account(), own);

        assertThat(tables.has(own)).isFalse();
        assertThat(tables.load(account(), own)).isEmpty();
        assertThat(tables.load(account(), "urn:b")).contains(query("urn:b", "second"));
    }

    @Test
    default void accountsAreApart() {
        FragmentTables tables = tables();
        Jid other = Jid.of("other-" + account().local(), "example.org");
        tables.save(account(), fragments("urn:a", "mine"));
        tables.save(other, fragments("urn:a", "yours"));

        tables.delete(other);

        assertThat(tables.load(other, "urn:a")).isEmpty();
        assertThat(tables.load(account(), "urn:a")).contains(query("urn:a", "mine"));
    }
}
