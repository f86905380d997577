package im.godwit.plugins.administration;

import im.godwit.plugin.Host;
import im.godwit.service.Command;
import im.godwit.service.Command.Execution;
import im.godwit.service.Command.Step;
import java.util.function.Function;

/** Contributes commands for administrators. */
record Registry(Host host, Administrators administrators) {
    void add(String id, String name, Function<Execution, Step> begin) {
        host.contribute(Command.class, new AdminCommand(id, name, administrators, begin));
    }
}
