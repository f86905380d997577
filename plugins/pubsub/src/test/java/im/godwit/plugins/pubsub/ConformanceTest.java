package im.godwit.plugins.pubsub;

import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.plugin.Implements;
import im.godwit.plugins.disco.DiscoPlugin;
import im.godwit.plugins.pubsub.Conformance.Named;
import im.godwit.plugins.pubsub.Conformance.Row;
import im.godwit.plugins.pubsub.engine.Feature;
import im.godwit.plugins.pubsub.engine.Options;
import im.godwit.plugins.pubsub.engine.Setting;
import im.godwit.plugins.pubsub.engine.Settings;
import im.godwit.testkit.Actor;
import im.godwit.testkit.Spec;
import im.godwit.testkit.Stage;
import im.godwit.testkit.XmppTest;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page that says what there is does not lie. */
@XmppTest(
        services =
                @XmppTest.Service(
                        name = "pubsub",
                        plugins = {DiscoPlugin.class, PubSubPlugin.class}))
class ConformanceTest {
    @Test
    void eachFeatureHasARow() {
        assertThat(Conformance.features())
                .extracting(Row::feature)
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(Feature.values()).map(Feature::text).toList());
    }

    @Test
    @Spec(value = "XEP-0060 §5.1", says = "the service tells of the features that it has, and of no others")
    void theServiceTellsOfThese(Stage stage) {
        Actor hamlet = stage.client("hamlet");
        hamlet.sends("<iq type='get' id='d' to='pubsub.example.org'>"
                + "<query xmlns='http://jabber.org/protocol/disco#info'/></iq>");

        assertThat(Conformance.told(hamlet.receives()))
                .containsExactlyInAnyOrderElementsOf(Conformance.features().stream()
                        .filter(row -> row.service().equals("yes"))
                        .map(Row::feature)
                        .toList());
    }

    @Test
    void eachSettingHasARow() {
        assertThat(Conformance.settings())
                .containsExactlyInAnyOrderElementsOf(Stream.of(Settings.ALL, Options.ALL)
                        .flatMap(List::stream)
                        .map(Setting::name)
                        .toList());
    }

    @Test
    void eachSpecificationIsSaid() {
        Set<String> said = Arrays.stream(PubSubPlugin.class.getAnnotationsByType(Implements.class))
                .map(Implements::value)
                .collect(Collectors.toSet());

        assertThat(Conformance.specifications())
                .isNotEmpty()
                .allSatisfy(row -> assertThat(row.names())
                        .isNotEmpty()
                        .allSatisfy(name -> assertThat(said.contains(name))
                                .as(name)
                                .isEqualTo(row.service().equals("yes"))));
    }

    @Test
    void eachTestIsThere() {
        assertThat(Conformance.tests()).isNotEmpty().allMatch(ConformanceTest::isThere, "is a test");
    }

    private static boolean isThere(Named test) {
        return Stream.of("", "engine.", "pep.", "store.")
                .flatMap(place -> methods(ConformanceTest.class.getPackageName() + "." + place + test.type()))
                .anyMatch(method -> test.method().isEmpty() || method.getName().equals(test.method()));
    }

    private static Stream<Method> methods(String type) {
        try {
            return Arrays.stream(Class.forName(type).getDeclaredMethods());
        } catch (ClassNotFoundException elsewhere) {
            return Stream.empty();
        }
    }
}
