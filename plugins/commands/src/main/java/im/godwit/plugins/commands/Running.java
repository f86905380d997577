package im.godwit.plugins.commands;

import im.godwit.jid.Jid;
import im.godwit.service.Command;
import im.godwit.service.Command.Stage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * An execution that waits for its requester.
 *
 * @param id the session id: at least 128 bits that nobody guesses
 * @param node of its command
 * @param execution who runs it, and on what
 * @param stages the forms so far; the last one waits to be filled in
 * @param since when it waits
 */
record Running(String id, String node, Command.Execution execution, List<Stage> stages, Instant since) {
    /** More than any wizard has; earlier ones are out of reach of "prev" then. */
    private static final int MAX_STAGES = 32;

    Running {
        stages = List.copyOf(stages);
    }

    Jid account() {
        return execution.requester().bare();
    }

    Stage stage() {
        return stages.getLast();
    }

    boolean hasPrevious() {
        return stages.size() > 1;
    }

    /** The same execution one stage further. */
    Running with(Stage next, Instant now) {
        List<Stage> more = new ArrayList<>(stages);
        more.add(next);
        return new Running(id, node, execution, more.subList(Math.max(0, more.size() - MAX_STAGES), more.size()), now);
    }

    /** The same execution one stage back. */
    Running withoutLast(Instant now) {
        return new Running(id, node, execution, stages.subList(0, stages.size() - 1), now);
    }

    /** The same execution, heard of now. */
    Running at(Instant now) {
        return new Running(id, node, execution, stages, now);
    }
}
