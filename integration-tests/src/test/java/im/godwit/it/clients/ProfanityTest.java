package im.godwit.it.clients;

import im.godwit.it.GodwitServer;
import im.godwit.it.proxy.Cable;
import im.godwit.testkit.Spec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Profanity, a client for the terminal, as Debian has it: juliet uses STARTTLS through a cable, romeo direct TLS. */
class ProfanityTest {
    @RegisterExtension
    static final GodwitServer server = new GodwitServer("auth.iterations = 4096");

    @RegisterExtension
    final Cable cable = new Cable(() -> server.ports().starttls());

    @TempDir
    private Path folder;

    private final String suffix = "-" + UUID.randomUUID().toString().substring(0, 4);
    private String julietJid;
    private String romeoJid;
    private Profanity juliet;
    private Profanity romeo;

    @BeforeEach
    void logIn() throws IOException {
        julietJid = server.addUser("juliet" + suffix);
        romeoJid = server.addUser("romeo" + suffix);
        juliet = profanity("juliet");
        romeo = profanity("romeo");
        juliet.logsIn(julietJid, cable.port(), "force");
        romeo.logsIn(romeoJid, server.ports().directTls(), "legacy");
    }

    private Profanity profanity(String name) throws IOException {
        return new Profanity(Files.createDirectory(folder.resolve(name)));
    }

    @AfterEach
    void close() {
        juliet.close();
        romeo.close();
    }

    private void chat() {
        romeo.types("/msg " + julietJid + " Good morrow");
        juliet.shows("<< chat message: " + romeoJid).types("/msg " + romeoJid + " Good morrow to you");
        juliet.shows("Good morrow", "me: Good morrow to you");
        romeo.shows("me: Good morrow", ": Good morrow to you");
    }

    @Test
    void whoWasAwayReadsWhatWasSent() {
        chat();
        juliet.types("/win 1").types("/disconnect").shows("logged out successfully");
        juliet.types("/clear"); // so that only what comes now is on the screen

        romeo.types("Where are you?");
        romeo.shows("me: Where are you?");
        juliet.logsInAgain(julietJid, cable.port());

        juliet.shows("<< chat message: " + romeoJid).types("/win 2").shows(": Where are you?");
    }

    @Test
    @Spec(value = "XEP-0313 §6", says = "If a server hosts archives, it MUST advertise")
    void anotherTerminalShowsTheArchive() throws IOException {
        chat();

        try (Profanity other = profanity("other")) {
            other.types("/mam on").shows("Message Archive Management enabled.");
            other.logsIn(julietJid, cable.port(), "force");
            other.types("/msg " + romeoJid).shows(": Good morrow", ": Good morrow to you");
        }
    }

    @Test
    void bothTalkInARoom() {
        String room = "garden" + suffix + "@conference.localhost";
        romeo.types("/join " + room).shows("Room locked");
        romeo.types("/room accept").shows("Room unlocked");

        juliet.types("/join " + room).shows("You have joined the room as juliet" + suffix);
        romeo.types("Wherefore art thou?");

        juliet.shows("romeo" + suffix + ": Wherefore art thou?").types("Here, by the wall");
        romeo.shows("juliet" + suffix + ": Here, by the wall");
    }

    @Test
    void aConnectionThatIsCutIsMadeAgain() {
        juliet.types("/reconnect 1").shows("Reconnect interval set to 1 seconds");
        chat();
        juliet.types("/win 1");

        cable.pull();
        juliet.shows("Lost connection");
        romeo.types("Are you there?");
        romeo.shows("me: Are you there?");
        cable.plug();

        juliet.types("/win 2").shows(": Are you there?").types("Back again");
        romeo.shows(": Back again");
    }
}
