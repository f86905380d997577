package im.godwit.app;

import im.godwit.app.admin.AdminCommands;
import im.godwit.app.admin.AdminReply;
import im.godwit.app.admin.AdminSocket;
import im.godwit.core.config.Configuration;
import im.godwit.service.Invitations;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Runs administration commands: in the running server, or where none runs, on the database itself. */
final class Administration {
    private final Configuration configuration;

    private Administration(Configuration configuration) {
        this.configuration = configuration;
    }

    static Administration of(ConfigurationFile file) {
        return new Administration(file.read());
    }

    List<String> domains() {
        return configuration.settings().domains();
    }

    AdminReply ask(List<String> words) {
        try {
            Optional<AdminReply> answered = AdminSocket.ask(socket(configuration), words);
            if (answered.isPresent()) {
                return answered.get();
            }
        } catch (IOException broken) {
            throw new FatalException("the running server did not answer: " + broken.getMessage());
        }
        try (Hosting hosting = Hosting.start(configuration)) {
            return commands(hosting).run(words);
        }
    }

    static AdminCommands commands(Hosting hosting) {
        return new AdminCommands(
                hosting.server().accounts(),
                domain -> hosting.server().find(domain.domain()).isPresent(),
                domain -> hosting.server().service(domain, Invitations.class));
    }

    static Path socket(Configuration configuration) {
        return DataFolder.of(configuration).resolve("admin.sock");
    }
}
