package im.godwit.plugins.muc;

import im.godwit.jid.Jid;
import im.godwit.service.Command;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * One command of a room.
 *
 * @param open who may run it
 * @param start makes its first step
 */
record HatCommand(String node, String name, Predicate<Jid> open, Function<Command.Execution, Command.Step> start)
        implements Command {
    @Override
    public boolean isOpenTo(Jid requester) {
        return open.test(requester);
    }

    @Override
    public Step begin(Execution execution) {
        return start.apply(execution);
    }
}
