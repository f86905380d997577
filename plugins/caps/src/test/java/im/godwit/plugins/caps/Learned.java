package im.godwit.plugins.caps;

import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.plugin.Host;
import im.godwit.plugin.Plugin;
import im.godwit.service.Capabilities;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Remembers what listeners hear about capabilities. */
final class Learned implements Plugin {
    private final BlockingQueue<Capabilities.Learned> heard = new LinkedBlockingQueue<>();

    @Override
    public void start(Host host) {
        host.on(Capabilities.Learned.class, heard::add);
    }

    /** The next event, which may still be on its way. */
    Capabilities.Learned next() {
        try {
            Capabilities.Learned event = heard.poll(5, TimeUnit.SECONDS);
            assertThat(event).as("an event in time").isNotNull();
            return event;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    boolean isSilent() {
        return heard.isEmpty();
    }
}
