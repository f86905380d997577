package im.godwit.it.smack;

import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.it.GodwitServer;
import java.lang.reflect.Method;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.igniterealtime.smack.inttest.Configuration;
import org.igniterealtime.smack.inttest.FailedTest;
import org.igniterealtime.smack.inttest.SmackIntegrationTestFramework;
import org.igniterealtime.smack.inttest.SmackIntegrationTestFramework.TestRunResult;
import org.igniterealtime.smack.inttest.XmppConnectionDescriptor;
import org.igniterealtime.smack.inttest.XmppConnectionManager;
import org.jivesoftware.smack.ConnectionConfiguration;
import org.jivesoftware.smack.bosh.BOSHConfiguration;
import org.jivesoftware.smack.bosh.XMPPBOSHConnection;
import org.jivesoftware.smack.tcp.XMPPTCPConnection;
import org.jivesoftware.smack.tcp.XMPPTCPConnectionConfiguration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Smack's own integration tests. What is left out stands in the files {@code excluded-over-….txt} beside this class,
 * with the reason.
 */
class SmackSuiteTest {
    /**
     * Ends the subscriptions of its accounts and does not wait until they have ended: a class after it that needs some
     * finds them in its rosters still, and asks for none. None of the rest does.
     */
    private static final String HASTY = "org.jivesoftware.smackx.caps.EntityCapsTest";

    private static final String ADMIN = "admin";

    @RegisterExtension
    static final GodwitServer server =
            new GodwitServer("options.administration { admins = [\"" + ADMIN + "@" + GodwitServer.DOMAIN + "\"] }");

    @Test
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    void overTcp() throws Exception {
        run("godwit-tcp", Exclusions.read("excluded-over-tcp.txt"), 85);
    }

    @Test
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    void overBosh() throws Exception {
        run("godwit-bosh", Exclusions.read("excluded-over-bosh.txt"), 80);
    }

    /**
     * Runs all that is not excluded; the number is that of the tests that must have run at least.
     *
     * <p>Many tests look at what Smack's listeners were told before Smack has told them, or end before the server has
     * said all, and disturb the next. So those that fail run once more among themselves, and must pass then.
     */
    private static void run(String connection, Exclusions excluded, int least) throws Exception {
        // the framework takes a class with one excluded test for excluded as a whole: the others of it run by
        // themselves
        TestRunResult most = run(connection, builder -> builder.setDisabledTests(excluded.all() + "," + HASTY));
        TestRunResult rest = run(connection, builder -> builder.setEnabledTests(excluded.siblings() + "," + HASTY));
        List<FailedTest> failed = failed(most, rest);
        if (!failed.isEmpty()) {
            String names = failed.stream().map(SmackSuiteTest::name).collect(Collectors.joining(","));
            failed = failed(run(connection, builder -> builder.setEnabledTests(names)));
        }

        assertThat(failed).map(SmackSuiteTest::describe).isEmpty();
        assertThat(most.getSuccessfulTests().size() + rest.getSuccessfulTests().size())
                .isGreaterThanOrEqualTo(least);
    }

    private static List<FailedTest> failed(TestRunResult... results) {
        return Stream.of(results)
                .flatMap(result -> result.getFailedTests().stream())
                .toList();
    }

    private static TestRunResult run(String connection, UnaryOperator<Configuration.Builder> selection)
            throws Exception {
        Configuration.Builder builder = Configuration.builder()
                .setService(GodwitServer.DOMAIN)
                .setSecurityMode(ConnectionConfiguration.SecurityMode.ifpossible.name())
                .setDefaultConnection(connection)
                .setEnabledConnections(connection)
                // An administrator makes and removes the accounts. The stream of one that removes itself is ended, and
                // Smack, if it reads that while it disconnects, waits ten seconds for another end of the stream.
                .setAdminAccountUsernameAndPassword(ADMIN, GodwitServer.PASSWORD)
                .setReplyTimeout("10000");
        TestRunResult result =
                new SmackIntegrationTestFramework(selection.apply(builder).build()).run();
        report(result);
        return result;
    }

    /**
     * The framework's own descriptions ask DNS for a domain's server; these name ours. Smack's modular connection is
     * left out: its selector thread dies when a connection ends while something is to be written, and every later one
     * waits for it in vain.
     */
    @BeforeAll
    static void describeConnections() throws NoSuchMethodException {
        server.addUser(ADMIN);
        for (String nickname : List.of("tcp", "modular", "modular-nocompress", "modular-websocket-java11")) {
            XmppConnectionManager.removeConnectionDescriptor(nickname);
        }
        XmppConnectionManager.addConnectionDescriptor(XmppConnectionDescriptor.buildWith(
                        XMPPTCPConnection.class,
                        XMPPTCPConnectionConfiguration.class,
                        XMPPTCPConnectionConfiguration.Builder.class)
                .withNickname("godwit-tcp")
                .applyExtraConfiguration(
                        builder -> overTcp(builder).setSecurityMode(ConnectionConfiguration.SecurityMode.required))
                .build());
        XmppConnectionManager.addConnectionDescriptor(XmppConnectionDescriptor.buildWith(
                        XMPPBOSHConnection.class, BOSHConfiguration.class, BOSHConfiguration.Builder.class)
                .withNickname("godwit-bosh")
                .applyExtraConfiguration(builder -> builder.setHost(GodwitServer.DOMAIN)
                        .setPort(server.ports().http())
                        .setFile("/http-bind")
                        .setSecurityMode(ConnectionConfiguration.SecurityMode.disabled))
                .build());
    }

    private static <B extends ConnectionConfiguration.Builder<B, ?>> B overTcp(B builder) {
        return builder.setHost("127.0.0.1")
                .setPort(server.ports().starttls())
                .setCustomX509TrustManager(server.trust());
    }

    private static String name(FailedTest test) {
        Method method = test.concreteTest.getMethod();
        return method.getDeclaringClass().getName() + "." + method.getName();
    }

    private static String describe(FailedTest test) {
        return test.concreteTest + ": " + test.failureReason;
    }

    private static void report(TestRunResult result) {
        System.out.printf(
                "Smack's integration tests: %d passed, %d failed, %d not possible, of %d available%n",
                result.getSuccessfulTests().size(),
                result.getFailedTests().size(),
                result.getNotPossibleTests().size(),
                result.getNumberOfAvailableTests());
        System.out.println(result.getSuccessfulTests().stream()
                .map(test -> "  passed " + test.concreteTest)
                .collect(Collectors.joining("\n")));
        System.out.println(result.getNotPossibleTests().stream()
                .map(test -> "  not possible " + test.concreteTest + ": " + test.testNotPossibleException.getMessage())
                .collect(Collectors.joining("\n")));
        result.getImpossibleTestClasses()
                .forEach((type, reason) ->
                        System.out.println("  not possible " + type.getSimpleName() + ": " + reason.getMessage()));
        result.getFailedTests().forEach(test -> {
            System.out.println("  FAILED " + test.concreteTest);
            test.failureReason.printStackTrace(System.out);
        });
    }
}
