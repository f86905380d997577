package im.godwit.core.auth;

import static im.godwit.core.auth.AccountsFixture.DOMAIN;
import static im.godwit.core.auth.AccountsFixture.JULIET;
import static im.godwit.core.auth.AccountsFixture.noBinding;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.godwit.jid.Jid;
import im.godwit.stanza.Condition;
import im.godwit.stanza.StanzaException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccountStoreTest {
    @TempDir
    Path folder;

    private AccountsFixture fixture;
    private AccountStore accounts;

    @BeforeEach
    void open() {
        fixture = new AccountsFixture(folder);
        accounts = fixture.accounts;
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private boolean logsIn(String password) {
        return answerTo(password) instanceof SaslStep.Success;
    }

    private SaslStep answerTo(String password) {
        byte[] message = ("\0juliet\0" + password).getBytes(StandardCharsets.UTF_8);
        return fixture.begin("PLAIN", noBinding()).next(message);
    }

    private static void assertRefused(Condition condition, ThrowingCallable action) {
        assertThatThrownBy(action)
                .isInstanceOfSatisfying(
                        StanzaException.class,
                        refused -> assertThat(refused.error().condition()).isEqualTo(condition));
    }

    @Test
    void aDisabledAccountKeepsAllButItsLogin() {
        accounts.create(JULIET, "pencil");
        assertThat(accounts.isEnabled(JULIET)).isTrue();

        accounts.disable(JULIET);

        assertThat(fixture.disabled).containsExactly(JULIET);
        assertThat(accounts.exists(JULIET)).isTrue();
        assertThat(accounts.isEnabled(JULIET)).isFalse();
        assertThat(logsIn("pencil")).isFalse();
        assertThat(fixture.reopened().isEnabled(JULIET)).isFalse();

        accounts.disable(JULIET);
        accounts.enable(JULIET);
        accounts.enable(JULIET);
        assertThat(accounts.isEnabled(JULIET)).isTrue();
        assertThat(logsIn("pencil")).isTrue();
    }

    @Test
    void onlyWhoKnowsThePasswordHearsThatAnAccountIsDisabled() {
        accounts.create(JULIET, "pencil");
        accounts.disable(JULIET);

        assertThat(answerTo("pencil")).isEqualTo(new SaslStep.Failure(SaslCondition.ACCOUNT_DISABLED));
        assertThat(answerTo("guess")).isEqualTo(new SaslStep.Failure(SaslCondition.NOT_AUTHORIZED));
    }

    @Test
    void accountsThatAreNotThereAreNeitherDisabledNorEnabled() {
        assertRefused(Condition.ITEM_NOT_FOUND, () -> accounts.disable(JULIET));
        assertRefused(Condition.ITEM_NOT_FOUND, () -> accounts.enable(JULIET));
        assertThat(accounts.isEnabled(JULIET)).isTrue();
    }

    @Test
    void accountsOfADomainAreCountedAndListedByState() {
        Jid romeo = Jid.of("romeo", "example.org");
        accounts.create(JULIET, "pencil");
        accounts.create(romeo, "pencil");
        accounts.create(Jid.of("tybalt", "example.net"), "pencil");
        accounts.disable(romeo);

        assertThat(accounts.count(DOMAIN)).isEqualTo(2);
        assertThat(accounts.countDisabled(DOMAIN)).isEqualTo(1);
        assertThat(accounts.list(DOMAIN, "", 10)).containsExactly(JULIET, romeo);
        assertThat(accounts.listDisabled(DOMAIN, "", 10)).containsExactly(romeo);
        assertThat(accounts.listDisabled(DOMAIN, "romeo", 10)).isEmpty();
        assertThat(accounts.countDisabled(Jid.ofDomain("example.net"))).isZero();
    }

    @Test
    void newAccountExistsAndLogsIn() {
        assertThat(accounts.exists(JULIET)).isFalse();

        accounts.create(JULIET, "pencil");

        assertThat(accounts.exists(JULIET)).isTrue();
        assertThat(logsIn("pencil")).isTrue();
        assertThat(fixture.created).containsExactly(JULIET);
    }

    @Test
    void nameIsGivenOnce() {
        accounts.create(JULIET, "pencil");

        assertRefused(Condition.CONFLICT, () -> accounts.create(JULIET, "other"));

        assertThat(logsIn("pencil")).isTrue();
        assertThat(fixture.created).hasSize(1);
    }

    @Test
    void ofManyWhoWantANameAtOneMomentOneGetsIt() throws Exception {
        CyclicBarrier together = new CyclicBarrier(8);
        AtomicInteger conflicts = new AtomicInteger();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            String password = "pencil" + i;
            threads.add(Thread.startVirtualThread(() -> {
                try {
                    together.await();
                    accounts.create(JULIET, password);
                } catch (StanzaException conflict) {
                    conflicts.incrementAndGet();
                } catch (Exception broken) {
                    throw new IllegalStateException(broken);
                }
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(conflicts).hasValue(7);
        assertThat(Stream.iterate(0, i -> i + 1).limit(8).filter(i -> logsIn("pencil" + i)))
                .hasSize(1);
    }

    @Test
    void changedPasswordReplacesTheOldOne() {
        accounts.create(JULIET, "pencil");

        accounts.changePassword(JULIET, "crayon");

        assertThat(logsIn("crayon")).isTrue();
        assertThat(logsIn("pencil")).isFalse();
    }

    @Test
    void forbiddenPasswordChangesNothing() {
        assertRefused(Condition.NOT_ACCEPTABLE, () -> accounts.create(JULIET, ""));
        assertThat(accounts.exists(JULIET)).isFalse();

        accounts.create(JULIET, "pencil");
        assertRefused(Condition.NOT_ACCEPTABLE, () -> accounts.changePassword(JULIET, "\u0007"));
        assertThat(logsIn("pencil")).isTrue();
    }

    @Test
    void deletedAccountIsGone() {
        accounts.create(JULIET, "pencil");

        accounts.delete(JULIET);

        assertThat(accounts.exists(JULIET)).isFalse();
        assertThat(logsIn("pencil")).isFalse();
        assertThat(fixture.deleted).containsExactly(JULIET);
        accounts.create(JULIET, "crayon");
        assertThat(logsIn("pencil")).isFalse();
        assertThat(logsIn("crayon")).isTrue();
    }

    @Test
    void accountsThatAreNotThereAreNotFound() {
        assertRefused(Condition.ITEM_NOT_FOUND, () -> accounts.changePassword(JULIET, "pencil"));
        assertRefused(Condition.ITEM_NOT_FOUND, () -> accounts.delete(JULIET));
        assertThat(fixture.deleted).isEmpty();
    }

    @Test
    void accountsOfADomainAreListedInPages() {
        for (String name : List.of("romeo", "juliet", "nurse")) {
            accounts.create(Jid.of(name, "example.org"), "pencil");
        }
        accounts.create(Jid.of("macbeth", "elsewhere.example"), "pencil");

        assertThat(accounts.list(DOMAIN, "", 2)).extracting(Jid::local).containsExactly("juliet", "nurse");
        assertThat(accounts.list(DOMAIN, "nurse", 2)).extracting(Jid::local).containsExactly("romeo");
        assertThat(accounts.list(DOMAIN, "romeo", 2)).isEmpty();
    }

    @Test
    void onlyAccountsCanBeAskedFor() {
        assertThatThrownBy(() -> accounts.exists(DOMAIN)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> accounts.exists(JULIET.withResource("balcony")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> accounts.create(DOMAIN, "pencil")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void passwordIsNowhereInTheFiles() throws Exception {
        accounts.create(JULIET, "pencil-for-the-search");
        close();

        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                        .doesNotContain("pencil-for-the-search");
            }
        }
        open();
    }

    @Test
    void twoAccountsWithOnePasswordHaveNothingInCommon() {
        Jid romeo = Jid.of("romeo", "example.org");
        accounts.create(JULIET, "pencil");
        accounts.create(romeo, "pencil");

        for (ScramHash hash : ScramHash.values()) {
            Verifier one = accounts.find(JULIET, hash);
            Verifier other = accounts.find(romeo, hash);
            assertThat(one.salt()).isNotEqualTo(other.salt());
            assertThat(one.storedKey()).isNotEqualTo(other.storedKey());
            assertThat(one.serverKey()).isNotEqualTo(other.serverKey());
        }
    }
}
