package im.godwit.plugins.search;

import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.jid.Jid;
import im.godwit.store.Database;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Whoever is in there is found, in whichever database. */
interface PeopleTablesContract {
    /** With the plugin's tables. */
    Database database();

    /** One in which nobody is yet. */
    String domain();

    private PeopleTables tables() {
        return new PeopleTables(database());
    }

    private Jid jid(String name) {
        return Jid.of(name, domain());
    }

    private Person person(String name, String first, String last) {
        return new Person(jid(name), first, last, "", name + "@mail.example");
    }

    private Wanted wanted(SearchField field, String value) {
        return Wanted.of(Jid.ofDomain(domain()), Map.of(field, value));
    }

    private List<String> found(Wanted wanted) {
        return tables().after(wanted, Optional.empty(), 10).stream()
                .map(person -> person.account().local())
                .toList();
    }

    @Test
    default void thoseAreFoundWhoseWordsBeginSo() {
        tables().save(person("romeo", "Roméo", "Montague"));
        tables().save(person("benvolio", "Benvolio", "De Montague"));
        tables().save(person("tybalt", "Tybalt", "Capulet"));

        assertThat(found(wanted(SearchField.LAST, "MONTA"))).containsExactly("benvolio", "romeo");
        assertThat(found(wanted(SearchField.FIRST, "romeo"))).containsExactly("romeo");
        assertThat(found(wanted(SearchField.LAST, "Montague de"))).containsExactly("benvolio");
        assertThat(found(wanted(SearchField.LAST, "ontague"))).isEmpty();
        assertThat(found(wanted(SearchField.NICK, "tyb"))).containsExactly("tybalt");
        assertThat(found(wanted(SearchField.EMAIL, "romeo@mail.example"))).containsExactly("romeo");
        assertThat(tables().count(wanted(SearchField.LAST, "m"))).isEqualTo(2);
    }

    @Test
    default void allFieldsThatAreSearchedForMustFit() {
        tables().save(person("romeo", "Romeo", "Montague"));
        tables().save(person("benvolio", "Benvolio", "Montague"));

        Wanted both = Wanted.of(Jid.ofDomain(domain()), Map.of(SearchField.FIRST, "ben", SearchField.LAST, "montague"));

        assertThat(found(both)).containsExactly("benvolio");
    }

    @Test
    default void whatIsSavedLaterReplacesTheEarlier() {
        tables().save(person("juliet", "Juliet", "Capulet"));
        tables().save(person("juliet", "Juliet", "Montague"));

        assertThat(found(wanted(SearchField.LAST, "capulet"))).isEmpty();
        assertThat(tables().after(wanted(SearchField.LAST, "montague"), Optional.empty(), 10))
                .containsExactly(person("juliet", "Juliet", "Montague"));
    }

    @Test
    default void whoIsRemovedIsNotFound() {
        tables().save(person("juliet", "Juliet", "Capulet"));
        assertThat(tables().contains(jid("juliet"))).isTrue();

        tables().delete(jid("juliet"));

        assertThat(tables().contains(jid("juliet"))).isFalse();
        assertThat(found(wanted(SearchField.FIRST, "juliet"))).isEmpty();
    }

    @Test
    default void domainsAreApart() {
        tables().save(new Person(Jid.of("juliet", "other." + domain()), "Juliet", "", "", ""));

        assertThat(found(wanted(SearchField.FIRST, "juliet"))).isEmpty();
    }

    @Test
    default void pagesAreInOrder() {
        List.of("a", "b", "c", "d").forEach(name -> tables().save(person(name, "X", "")));
        Wanted all = wanted(SearchField.FIRST, "x");

        assertThat(tables().after(all, Optional.of(jid("a")), 2))
                .extracting(Person::account)
                .containsExactly(jid("b"), jid("c"));
        assertThat(tables().before(all, Optional.of(jid("d")), 2))
                .extracting(Person::account)
                .containsExactly(jid("b"), jid("c"));
        assertThat(tables().before(all, Optional.empty(), 2))
                .extracting(Person::account)
                .containsExactly(jid("c"), jid("d"));
        assertThat(tables().after(all, Optional.empty(), 0)).isEmpty();
    }
}
