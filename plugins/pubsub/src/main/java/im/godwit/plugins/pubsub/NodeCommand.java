package im.godwit.plugins.pubsub;

import im.godwit.jid.Jid;
import im.godwit.service.Command;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * A command about nodes.
 *
 * @param id the last part of its node
 * @param open who may run it
 * @param start its first step
 */
record NodeCommand(String id, String name, Predicate<Jid> open, Function<Command.Execution, Command.Step> start)
        implements Command {
    /** No specification names such commands. */
    static final String NAMESPACE = "urn:godwit:pubsub:0";

    @Override
    public String node() {
        return NAMESPACE + "#" + id;
    }

    @Override
    public boolean isOpenTo(Jid requester) {
        return open.test(requester);
    }

    @Override
    public Step begin(Execution execution) {
        return Errors.translated(() -> start.apply(execution));
    }
}
