package im.godwit.plugins.administration;

import im.godwit.form.DataForm;
import im.godwit.form.Field;
import im.godwit.form.FieldType;
import im.godwit.service.Command.Done;
import im.godwit.service.Command.Stage;
import im.godwit.service.Command.Step;
import im.godwit.service.Operations;
import im.godwit.service.Operations.Stop;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Restarts the server, or shuts it down (XEP-0133 §4.30, §4.31). */
final class StopCommands {
    private static final String DELAY = "delay";
    private static final String USUAL_DELAY = "30";
    private static final Map<Integer, String> DELAYS = new TreeMap<>(Map.of(
            0,
            "none",
            30,
            "30 seconds",
            60,
            "60 seconds",
            90,
            "90 seconds",
            120,
            "2 minutes",
            180,
            "3 minutes",
            240,
            "4 minutes",
            300,
            "5 minutes"));

    private final Operations operations;
    private final Announcer announcer;

    StopCommands(Operations operations, Announcer announcer) {
        this.operations = operations;
        this.announcer = announcer;
    }

    void register(Registry commands) {
        commands.add(
                "restart",
                "Restart Service",
                execution -> ask("Restarting the Service", "restart", "restarting", Stop.RESTART));
        commands.add(
                "shutdown",
                "Shut Down Service",
                execution -> ask("Shutting Down the Service", "shut down", "shutting down", Stop.SHUT_DOWN));
    }

    private Step ask(String title, String verb, String doing, Stop how) {
        Field delay = Field.of(FieldType.LIST_SINGLE, DELAY, "Time delay before " + doing, List.of(USUAL_DELAY))
                .withOptions(DELAYS.entrySet().stream()
                        .map(choice -> new Field.Option(
                                Optional.of(choice.getValue()), choice.getKey().toString()))
                        .toList());
        DataForm form = Forms.ask(
                title,
                "Fill out this form to " + verb + " the service.",
                delay,
                Forms.lines(AnnounceCommand.FIELD, AnnounceCommand.LABEL, ""));
        return Stage.last(form, filled -> {
            Duration wait =
                    Duration.ofSeconds(Long.parseLong(Forms.value(filled, DELAY).orElse(USUAL_DELAY)));
            String announcement = Forms.text(filled, AnnounceCommand.FIELD);
            return Done.silent().then(() -> {
                if (!announcement.isEmpty()) {
                    announcer.tellAll(AnnounceCommand.LABEL, announcement);
                }
                stop(how, wait);
            });
        });
    }

    /** Later, on a thread of its own, unless the server has ended by then. */
    private void stop(Stop how, Duration wait) {
        Thread.ofVirtual().name("stop").start(() -> {
            try {
                Thread.sleep(wait);
                operations.stop(how);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        });
    }
}
