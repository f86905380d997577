package im.godwit.plugins.commands;

import im.godwit.form.DataForm;
import im.godwit.form.DataForm.Type;
import im.godwit.form.Field;
import im.godwit.form.FieldType;
import im.godwit.jid.Jid;
import im.godwit.plugin.Host;
import im.godwit.plugin.Plugin;
import im.godwit.service.Command;
import im.godwit.stanza.Condition;
import java.util.List;
import java.util.Optional;

/** Contributes commands like those of XEP-0050 §2: one in two stages, one without any, one for nobody but juliet. */
public final class ConfigurePlugin implements Plugin {
    private static final String FORM_TYPE = "urn:example:configure";

    private Host host;

    @Override
    public void start(Host on) {
        host = on;
        host.contribute(Command.class, new Configure());
        host.contribute(Command.class, new Count());
        host.contribute(Command.class, new Secret());
    }

    private static final class Configure implements Command {
        @Override
        public String node() {
            return "config";
        }

        @Override
        public String name() {
            return "Configure Service";
        }

        @Override
        public boolean isOpenTo(Jid requester) {
            return true;
        }

        @Override
        public Step begin(Execution execution) {
            Field service = Field.of(FieldType.LIST_SINGLE, "service", "Service", List.of())
                    .withOptions(List.of(option("httpd"), option("jabberd")))
                    .asRequired();
            return Stage.before(DataForm.of(Type.FORM, FORM_TYPE, List.of(service)), Configure::second);
        }

        private static Step second(DataForm chosen) {
            String service = chosen.field("service").flatMap(Field::value).orElseThrow();
            DataForm form = DataForm.of(
                    Type.FORM,
                    FORM_TYPE,
                    List.of(
                            Field.of(FieldType.BOOLEAN, "on", "Run " + service, List.of("true")),
                            Field.of(FieldType.JID_MULTI, "users", "Its users", List.of()),
                            Field.of(FieldType.TEXT_SINGLE, "port", "Its port", List.of())));
            return Stage.last(form, filled -> finish(service, filled));
        }

        private static Done finish(String service, DataForm filled) {
            String port = filled.field("port").flatMap(Field::value).orElse("any port");
            if (port.equals("1")) {
                throw Condition.CONFLICT.error("port 1 is in use").thrown();
            }
            return Done.note(Note.Type.INFO, service + " listens on " + port);
        }

        private static Field.Option option(String value) {
            return new Field.Option(Optional.empty(), value);
        }
    }

    private static final class Count implements Command {
        @Override
        public String node() {
            return "count";
        }

        @Override
        public String name() {
            return "Count";
        }

        @Override
        public boolean isOpenTo(Jid requester) {
            return true;
        }

        @Override
        public Step begin(Execution execution) {
            Field number = Field.of(FieldType.TEXT_SINGLE, "number", "How many", List.of("3"));
            return Done.result(DataForm.of(Type.RESULT, FORM_TYPE, List.of(number)))
                    .with(new Note(Note.Type.WARN, "one did not count"));
        }
    }

    private final class Secret implements Command {
        @Override
        public String node() {
            return "secret";
        }

        @Override
        public String name() {
            return "Secret";
        }

        /** Not while the nurse is about. */
        @Override
        public boolean isOpenTo(Jid requester) {
            return requester.local().equals("juliet")
                    && host.sessions(Jid.of("nurse", "example.org")).isEmpty();
        }

        @Override
        public Step begin(Execution execution) {
            return Stage.last(DataForm.of(Type.FORM, FORM_TYPE, List.of()), form -> Done.silent());
        }
    }
}
