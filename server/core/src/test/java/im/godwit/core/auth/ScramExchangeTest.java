package im.godwit.core.auth;

import static im.godwit.core.auth.AccountsFixture.JULIET;
import static im.godwit.core.auth.AccountsFixture.binding;
import static im.godwit.core.auth.AccountsFixture.noBinding;
import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.jid.Jid;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** SCRAM (RFC 5802), from the server's side. */
class ScramExchangeTest {
    private static final byte[] CHANNEL = {1, 2, 3};
    private static final SaslStep REFUSED = new SaslStep.Failure(SaslCondition.NOT_AUTHORIZED);
    private static final SaslStep UNTESTED = new SaslStep.Failure(SaslCondition.NOT_AUTHORIZED, false);
    private static final SaslStep MALFORMED = new SaslStep.Failure(SaslCondition.MALFORMED_REQUEST);

    @TempDir
    Path folder;

    private AccountsFixture fixture;

    @BeforeEach
    void open() {
        fixture = new AccountsFixture(folder);
        fixture.accounts.create(JULIET, "pencil");
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String challenge(SaslStep step) {
        assertThat(step).isInstanceOf(SaslStep.Challenge.class);
        return new String(((SaslStep.Challenge) step).data(), StandardCharsets.UTF_8);
    }

    private SaslExchange plain() {
        return fixture.begin("SCRAM-SHA-1", noBinding());
    }

    private SaslExchange plus() {
        return fixture.begin("SCRAM-SHA-1-PLUS", binding(Map.of("tls-exporter", CHANNEL)));
    }

    private static ScramClient juliet() {
        return ScramClient.of("SHA-1", "juliet", "pencil");
    }

    private static SaslStep run(SaslExchange exchange, ScramClient client) {
        String serverFirst = challenge(exchange.next(bytes(client.first())));
        return exchange.next(bytes(client.last(serverFirst)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"SHA-1", "SHA-256", "SHA-512"})
    void rightPasswordSucceedsAndTheServerProvesItself(String hash) {
        SaslExchange exchange = fixture.begin("SCRAM-" + hash, noBinding());
        ScramClient client = ScramClient.of(hash, "juliet", "pencil");

        String serverFirst = challenge(exchange.next(bytes(client.first())));
        SaslStep step = exchange.next(bytes(client.last(serverFirst)));

        assertThat(step).isInstanceOfSatisfying(SaslStep.Success.class, success -> {
            assertThat(success.account()).isEqualTo(JULIET);
            assertThat(success.data().map(data -> new String(data, StandardCharsets.UTF_8)))
                    .contains(client.serverFinal(serverFirst));
        });
    }

    @Test
    void wrongPasswordIsRefused() {
        assertThat(run(plain(), ScramClient.of("SHA-1", "juliet", "pencils"))).isEqualTo(REFUSED);
    }

    @Test
    void whoBeganWithThePasswordBeforeAChangeIsRefusedAfterIt() {
        SaslExchange exchange = plain();
        ScramClient client = juliet();
        String serverFirst = challenge(exchange.next(bytes(client.first())));

        fixture.accounts.changePassword(JULIET, "brush");

        assertThat(exchange.next(bytes(client.last(serverFirst)))).isEqualTo(REFUSED);
    }

    @Test
    void serverNonceBeginsWithTheClientsAndIsNewEachTime() {
        String one = challenge(plain().next(bytes(juliet().first())));
        String other = challenge(plain().next(bytes(juliet().first())));

        assertThat(one).startsWith("r=fyko+d2lbbFgONRv9qkxdawL").matches("r=[!-~&&[^,]]{48},s=[^,]+,i=4096,h=[^,]+");
        assertThat(ScramClient.attribute(one, 0)).isNotEqualTo(ScramClient.attribute(other, 0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"SHA-1", "SHA-256", "SHA-512"})
    void unknownUserLooksLikeAKnownOneWithAWrongPassword(String hash) {
        ScramClient nobody = ScramClient.of(hash, "nobody", "pencil");
        SaslExchange exchange = fixture.begin("SCRAM-" + hash, noBinding());

        String first = challenge(exchange.next(bytes(nobody.first())));

        String again = challenge(fixture.begin("SCRAM-" + hash, noBinding()).next(bytes(nobody.first())));
        String known = challenge(fixture.begin("SCRAM-" + hash, noBinding())
                .next(bytes(ScramClient.of(hash, "juliet", "").first())));
        assertThat(ScramClient.attribute(first, 1)).isEqualTo(ScramClient.attribute(again, 1));
        assertThat(first).hasSameSizeAs(known);
        assertThat(ScramClient.attribute(first, 2)).isEqualTo(ScramClient.attribute(known, 2));
        assertThat(exchange.next(bytes(nobody.last(first)))).isEqualTo(REFUSED);
    }

    @Test
    void saltsOfUnknownUsersDifferAndOutliveARestart() {
        byte[] nobody = fixture.accounts
                .find(Jid.of("nobody", "example.org"), ScramHash.SHA_1)
                .salt();
        byte[] noone = fixture.accounts
                .find(Jid.of("noone", "example.org"), ScramHash.SHA_1)
                .salt();

        assertThat(nobody).isNotEqualTo(noone);
        assertThat(fixture.reopened()
                        .find(Jid.of("nobody", "example.org"), ScramHash.SHA_1)
                        .salt())
                .isEqualTo(nobody);
    }

    @Test
    void nameIsPreparedBeforeItIsLookedUp() {
        SaslStep step = run(plain(), ScramClient.of("SHA-1", "JuLiEt", "pencil"));

        assertThat(step)
                .isInstanceOfSatisfying(
                        SaslStep.Success.class,
                        success -> assertThat(success.account()).isEqualTo(JULIET));
    }

    @ParameterizedTest
    @ValueSource(strings = {"juliet@example.org", "two words"})
    void nameThatNoAccountCanHaveIsRefused(String name) {
        assertThat(plain().next(bytes("n,,n=" + name + ",r=abc"))).isEqualTo(REFUSED);
    }

    @Test
    void escapedNamesAreRead() {
        fixture.accounts.create(Jid.of("a,b=c", "example.org"), "pencil");

        SaslStep step = run(plain(), ScramClient.of("SHA-1", "a=2Cb=3Dc", "pencil"));

        assertThat(step).isInstanceOf(SaslStep.Success.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ",",
                "n,,",
                "n,,n=juliet",
                "n,,r=abc",
                "n,,n=,r=abc",
                "n,,n=juliet,r=",
                "n,,r=abc,n=juliet",
                "n,,n=juliet,x=1,r=abc",
                "n,,m=1,n=juliet,r=abc",
                "n,,n=juliet,r=abc,m=1",
                "n,,n=juliet,r=abc,",
                "n,,n=juliet,r=abc,x",
                "n,,n=juliet,r=a bc",
                "n,,n=ju\0liet,r=abc",
                "n,,n=ju=liet,r=abc",
                "n,,n=ju=2c,r=abc",
                "n,a=,n=juliet,r=abc",
                "n,juliet,n=juliet,r=abc",
                "n,n=juliet,r=abc",
                "x,,n=juliet,r=abc",
                "nn,,n=juliet,r=abc",
                "p,,n=juliet,r=abc",
                "p=,,n=juliet,r=abc",
                "p=a b,,n=juliet,r=abc",
            })
    void malformedFirstMessageIsAMalformedRequest(String message) {
        assertThat(plain().next(bytes(message))).isEqualTo(MALFORMED);
    }

    @Test
    void messagesThatAreNotUtf8AreMalformedRequests() {
        byte[] first = bytes("n,,n=juli?t,r=abc");
        first[8] = (byte) 0xE9;

        assertThat(plain().next(first)).isEqualTo(MALFORMED);
    }

    @Test
    void optionalExtensionsAreIgnored() {
        ScramClient client = juliet().withBare("n=juliet,r=abc,x=1,y=a=b");
        SaslExchange exchange = plain();

        String serverFirst = challenge(exchange.next(bytes(client.first())));
        String extended = client.withProof(serverFirst, client.withoutProof(serverFirst) + ",x=1");

        assertThat(exchange.next(bytes(extended))).isInstanceOf(SaslStep.Success.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "c=biws",
                "c=biws,r=%s",
                "c=biws,p=AAAA",
                "r=%s,c=biws,p=AAAA",
                "c=biws,r=%s,p=",
                "c=biws,r=%s,p=*",
                "c=biws,r=%s,p=AAAA,x=1",
                "c=biws,r=%s,m=1,p=AAAA",
                "c=,r=%s,p=AAAA",
            })
    void malformedFinalMessageIsAMalformedRequest(String message) {
        SaslExchange exchange = plain();
        String serverFirst = challenge(exchange.next(bytes(juliet().first())));

        SaslStep step = exchange.next(bytes(message.formatted(ScramClient.attribute(serverFirst, 0))));

        assertThat(step).isEqualTo(MALFORMED);
    }

    @Test
    void anotherNonceIsRefused() {
        SaslExchange exchange = plain();
        String serverFirst = challenge(exchange.next(bytes(juliet().first())));

        String last = juliet().withProof(serverFirst, juliet().withoutProof(serverFirst) + "x");

        assertThat(exchange.next(bytes(last))).isEqualTo(REFUSED);
    }

    @ParameterizedTest
    @CsvSource({"eSws", "biwsAA==", "AAAA", "*"})
    void bindingThatIsNotTheHeaderIsRefused(String binding) {
        SaslExchange exchange = plain();
        String serverFirst = challenge(exchange.next(bytes(juliet().first())));

        String last = juliet().withProof(serverFirst, "c=" + binding + ",r=" + ScramClient.attribute(serverFirst, 0));

        assertThat(exchange.next(bytes(last))).isEqualTo(REFUSED);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 19, 21})
    void proofOfAnotherLengthIsRefused(int length) {
        SaslExchange exchange = plain();
        String serverFirst = challenge(exchange.next(bytes(juliet().first())));
        String proof = Base64.getEncoder().encodeToString(new byte[length]);

        SaslStep step = exchange.next(bytes(juliet().withoutProof(serverFirst) + ",p=" + proof));

        assertThat(step).isEqualTo(length == 0 ? MALFORMED : REFUSED);
    }

    @Test
    void clientThatKnowsNoBindingMayUseThePlainMechanism() {
        SaslExchange exchange = fixture.begin("SCRAM-SHA-1", binding(Map.of("tls-exporter", CHANNEL)));

        assertThat(run(exchange, juliet())).isInstanceOf(SaslStep.Success.class);
    }

    /** RFC 5802 §6: "y" says that the server offered no binding. */
    @Test
    void clientThatSawNoOfferOfBindingIsBelievedOnlyIfThereWasNone() {
        SaslExchange offered = fixture.begin("SCRAM-SHA-1", binding(Map.of("tls-exporter", CHANNEL)));

        assertThat(offered.next(bytes(juliet().withHeader("y,,").first()))).isEqualTo(UNTESTED);
        assertThat(run(plain(), juliet().withHeader("y,,"))).isInstanceOf(SaslStep.Success.class);
    }

    @Test
    void boundClientSucceeds() {
        ScramClient client = juliet().withHeader("p=tls-exporter,,").withChannel(CHANNEL);

        assertThat(run(plus(), client)).isInstanceOf(SaslStep.Success.class);
    }

    @Test
    void anotherChannelIsRefused() {
        ScramClient client = juliet().withHeader("p=tls-exporter,,").withChannel(new byte[] {1, 2, 4});

        assertThat(run(plus(), client)).isEqualTo(REFUSED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"n,,", "y,,", "p=tls-unique,,"})
    void mechanismWithBindingNeedsABindingOfTheConnection(String header) {
        assertThat(plus().next(bytes(juliet().withHeader(header).first()))).isEqualTo(UNTESTED);
    }

    @Test
    void bindingNeedsTheMechanismForIt() {
        SaslExchange exchange = fixture.begin("SCRAM-SHA-1", binding(Map.of("tls-exporter", CHANNEL)));

        SaslStep step =
                exchange.next(bytes(juliet().withHeader("p=tls-exporter,,").first()));

        assertThat(step).isEqualTo(UNTESTED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"juliet@example.org", "JULIET@example.org", "juliet@EXAMPLE.org"})
    void ownAddressMayBeTheAuthorizationIdentity(String authzid) {
        assertThat(run(plain(), juliet().withHeader("n,a=" + authzid + ","))).isInstanceOf(SaslStep.Success.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "romeo@example.org",
                "juliet@elsewhere.example",
                "juliet@example.org/balcony",
                "juliet",
                "example.org",
                "@",
            })
    void anyOtherAuthorizationIdentityIsInvalid(String authzid) {
        assertThat(run(plain(), juliet().withHeader("n,a=" + authzid + ",")))
                .isEqualTo(new SaslStep.Failure(SaslCondition.INVALID_AUTHZID));
    }

    @Test
    void authorizationIdentityIsNotJudgedBeforeThePassword() {
        ScramClient client = ScramClient.of("SHA-1", "juliet", "wrong").withHeader("n,a=romeo@example.org,");

        assertThat(run(plain(), client)).isEqualTo(REFUSED);
    }
}
