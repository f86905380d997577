package im.godwit.app;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Asks for a password: twice and unseen at a terminal, one line from a pipe. Never from the command line itself. */
final class Passwords {
    private Passwords() {}

    static String read(String jid) {
        Console console = System.console();
        if (console == null || !console.isTerminal()) {
            return fromPipe();
        }
        char[] first = console.readPassword("Password for %s: ", jid);
        char[] second = console.readPassword("Again: ");
        if (first == null || !Arrays.equals(first, second)) {
            throw new FatalException("the two passwords differ; nothing was changed");
        }
        return new String(first);
    }

    private static String fromPipe() {
        try {
            String line = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
            if (line == null) {
                throw new FatalException("no password on standard input");
            }
            return line;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
