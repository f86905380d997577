package im.godwit.it.conf;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import im.godwit.core.config.Bytes;
import im.godwit.core.config.Configuration;
import im.godwit.core.config.GatewayConfiguration;
import im.godwit.core.config.GatewaySettings;
import im.godwit.core.config.Settings;
import im.godwit.core.host.HostSetup;
import im.godwit.core.host.OptionSource;
import im.godwit.core.host.Server;
import im.godwit.core.store.SqliteDatabase;
import im.godwit.core.store.SqliteOptions;
import im.godwit.jid.Jid;
import im.godwit.plugin.Host;
import im.godwit.plugin.Plugin;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShippedConfigurationTest {
    private static final Path FILE = Path.of("..", "conf", "godwit.conf");
    private static final Path GATEWAY = Path.of("..", "conf", "gateway.conf");

    private final Config shipped = ConfigFactory.parseFile(FILE.toFile());
    private final Configuration configuration = Configuration.read(FILE);

    @TempDir
    Path folder;

    @Test
    void everyOptionStandsAtItsDefault() {
        assertThat(configuration.settings()).isEqualTo(Settings.DEFAULTS);
    }

    @Test
    void everyOptionIsThereAndNoOther() {
        assertThat(shipped.root().withoutKey("options").keySet()).isEqualTo(keys(Settings.DEFAULTS));
        for (RecordComponent component : Settings.class.getRecordComponents()) {
            if (component.getType().isRecord()) {
                Record block = (Record) value(component, Settings.DEFAULTS);
                assertThat(shipped.getObject(key(component)).keySet()).isEqualTo(keys(block));
            }
        }
    }

    @Test
    void theOptionsOfEveryPluginStandAtTheirDefaultsAndNoOthers() {
        Map<String, TreeSet<String>> asked = new TreeMap<>();
        OptionSource comparing = new OptionSource() {
            @Override
            public <C extends Record> C options(String plugin, C defaults) {
                asked.put(plugin, keys(defaults));
                assertThat(configuration.options(plugin, defaults)).isEqualTo(defaults);
                return defaults;
            }
        };
        try (SqliteDatabase database =
                SqliteDatabase.open(new SqliteOptions(folder.resolve("test.db"), 1, SqliteOptions.Durability.NONE))) {
            Server server = new Server(hosts(), database, comparing, 4096, 20, Clock.systemUTC());
            server.start();
            server.stop();
        }
        Map<String, TreeSet<String>> inFile = new TreeMap<>();
        shipped.getObject("options")
                .forEach((plugin, block) -> inFile.put(plugin, new TreeSet<>(((ConfigObject) block).keySet())));
        assertThat(inFile).isEqualTo(asked);
    }

    @Test
    void everyOptionOfTheGatewayStandsAtItsDefault() {
        assertThat(GatewayConfiguration.read(Optional.of(GATEWAY), Map.of()).settings())
                .isEqualTo(GatewaySettings.DEFAULTS);
    }

    @Test
    void everyOptionOfTheGatewayIsThereAndNoOther() {
        Config gateway = ConfigFactory.parseFile(GATEWAY.toFile());
        assertThat(gateway.root().keySet()).isEqualTo(keys(GatewaySettings.DEFAULTS));
        for (RecordComponent component : GatewaySettings.class.getRecordComponents()) {
            if (component.getType().isRecord() && component.getType() != Bytes.class) {
                Record block = (Record) value(component, GatewaySettings.DEFAULTS);
                assertThat(gateway.getObject(key(component)).keySet()).isEqualTo(keys(block));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"godwit.conf", "gateway.conf"})
    void everyBlockAndEveryGroupOfOptionsHasAComment(String name) throws Exception {
        List<String> lines = Files.readAllLines(FILE.resolveSibling(name));
        List<String> bare = new ArrayList<>();
        for (int i = 2; i < lines.size(); i++) {
            // the comment above a block's brace is that of its first option too
            boolean firstOfBlock =
                    lines.get(i - 1).endsWith("{") && !lines.get(i - 2).strip().startsWith("#");
            boolean startsGroup = lines.get(i - 1).isBlank() || firstOfBlock;
            boolean isOption = lines.get(i).matches("\\s*[a-z-]+ = .*");
            if (startsGroup && isOption) {
                bare.add(lines.get(i));
            }
        }
        assertThat(bare).isEmpty();
    }

    private static List<HostSetup> hosts() {
        return Stream.of(
                        new HostSetup(
                                Jid.ofDomain("localhost"), Host.Kind.ACCOUNTS, plugins(Settings.DEFAULTS.plugins())),
                        new HostSetup(
                                Jid.ofDomain("pubsub.localhost"),
                                Host.Kind.SERVICE,
                                plugins(Settings.DEFAULTS.services().get("pubsub"))),
                        new HostSetup(
                                Jid.ofDomain("conference.localhost"),
                                Host.Kind.SERVICE,
                                plugins(Settings.DEFAULTS.services().get("conference"))),
                        new HostSetup(
                                Jid.ofDomain("upload.localhost"),
                                Host.Kind.SERVICE,
                                plugins(Settings.DEFAULTS.services().get("upload"))),
                        new HostSetup(
                                Jid.ofDomain("push.localhost"),
                                Host.Kind.SERVICE,
                                plugins(Settings.DEFAULTS.services().get("push"))),
                        new HostSetup(
                                Jid.ofDomain("search.localhost"),
                                Host.Kind.SERVICE,
                                plugins(Settings.DEFAULTS.services().get("search"))))
                .toList();
    }

    private static List<Plugin> plugins(List<String> names) {
        return names.stream()
                .map(name -> ServiceLoader.load(Plugin.class).stream()
                        .map(ServiceLoader.Provider::get)
                        .filter(plugin -> plugin.name().equals(name))
                        .findFirst()
                        .orElseThrow())
                .toList();
    }

    private static TreeSet<String> keys(Record defaults) {
        return Arrays.stream(defaults.getClass().getRecordComponents())
                .map(ShippedConfigurationTest::key)
                .collect(TreeSet::new, TreeSet::add, TreeSet::addAll);
    }

    private static String key(RecordComponent component) {
        return component.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }

    private static Object value(RecordComponent component, Record record) {
        try {
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
