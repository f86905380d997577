package im.godwit.app.admin;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes administration commands while the server runs. One command a connection: a count and that many strings, in
 * {@link DataInputStream#readUTF modified UTF-8}; the answer is a boolean, a length and that many bytes of UTF-8.
 */
public final class AdminSocket implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(AdminSocket.class);
    private static final int MAX_WORDS = 8;

    private final Path path;
    private final ServerSocketChannel channel;
    private final AdminCommands commands;

    private AdminSocket(Path path, ServerSocketChannel channel, AdminCommands commands) {
        this.path = path;
        this.channel = channel;
        this.commands = commands;
    }

    /**
     * Opens the socket, in place of one that a killed server left behind.
     *
     * @throws IOException if the folder does not permit it
     */
    public static AdminSocket open(Path path, AdminCommands commands) throws IOException {
        Files.deleteIfExists(path);
        ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        channel.bind(UnixDomainSocketAddress.of(path));
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
        AdminSocket socket = new AdminSocket(path, channel, commands);
        Thread.ofVirtual().name("admin").start(socket::acceptAll);
        return socket;
    }

    private void acceptAll() {
        while (channel.isOpen()) {
            try {
                SocketChannel client = channel.accept();
                Thread.startVirtualThread(() -> serve(client));
            } catch (ClosedChannelException closed) {
                return;
            } catch (IOException failed) {
                log.atWarn().setCause(failed).log("The administration socket failed; use it after a restart");
                return;
            }
        }
    }

    private void serve(SocketChannel client) {
        try (client;
                DataInputStream in = new DataInputStream(Channels.newInputStream(client));
                DataOutputStream out = new DataOutputStream(Channels.newOutputStream(client))) {
            int count = in.readInt();
            if (count < 1 || count > MAX_WORDS) {
                return;
            }
            List<String> words = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                words.add(in.readUTF());
            }
            AdminReply reply = commands.run(words);
            log.atInfo()
                    .addKeyValue("command", words.getFirst())
                    .addKeyValue("ok", reply.ok())
                    .log("Administration");
            out.writeBoolean(reply.ok());
            byte[] text = reply.text().getBytes(StandardCharsets.UTF_8);
            out.writeInt(text.length);
            out.write(text);
        } catch (IOException gone) {
            log.atDebug().setCause(gone).log("An administration connection broke");
        }
    }

    /**
     * Asks a running server.
     *
     * @return nothing if no server listens there
     */
    public static Optional<AdminReply> ask(Path path, List<String> words) throws IOException {
        if (!Files.exists(path)) {
            return Optional.empty();
        }
        SocketChannel client = SocketChannel.open(StandardProtocolFamily.UNIX);
        try (client) {
            try {
                client.connect(UnixDomainSocketAddress.of(path));
            } catch (IOException nobodyListens) {
                return Optional.empty();
            }
            DataOutputStream out = new DataOutputStream(Channels.newOutputStream(client));
            out.writeInt(words.size());
            for (String word : words) {
                out.writeUTF(word);
            }
            out.flush();
            DataInputStream in = new DataInputStream(Channels.newInputStream(client));
            boolean ok = in.readBoolean();
            return Optional.of(new AdminReply(ok, new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8)));
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
        Files.deleteIfExists(path);
    }
}
