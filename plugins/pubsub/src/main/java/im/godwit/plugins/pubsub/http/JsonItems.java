package im.godwit.plugins.pubsub.http;

import com.fasterxml.jackson.core.JsonGenerator;
import im.godwit.plugins.pubsub.engine.Item;
import im.godwit.plugins.pubsub.engine.NodeAddress;
import im.godwit.plugins.pubsub.engine.Payload;
import im.godwit.plugins.pubsub.engine.Retrieval;
import im.godwit.xml.Element;
import im.godwit.xml.ElementWriter;
import im.godwit.xml.Name;
import java.io.IOException;
import java.util.Optional;

/** Items as JSON; docs/http.md shows the shape. */
final class JsonItems {
    /** XEP-0335 §3. */
    static final Name JSON = new Name("urn:xmpp:json:0", "json");

    private JsonItems() {}

    static String page(NodeAddress node, Retrieval.Page page, Optional<String> next) {
        return Json.text(json -> {
            json.writeStartObject();
            json.writeStringField("service", node.service().toString());
            json.writeStringField("node", node.node());
            json.writeStringField("position", String.valueOf(page.position()));
            json.writeArrayFieldStart("items");
            for (Item item : page.items()) {
                write(item, json);
            }
            json.writeEndArray();
            if (next.isPresent()) {
                json.writeStringField("next", next.get());
            }
            json.writeEndObject();
        });
    }

    static String item(Item item) {
        return Json.text(json -> write(item, json));
    }

    private static void write(Item item, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", item.id());
        json.writeStringField("published", item.published().toString());
        if (item.publisher().isPresent()) {
            json.writeStringField("publisher", item.publisher().get().bare().toString());
        }
        if (item.payload().isPresent()) {
            write(item.payload().get(), json);
        }
        json.writeEndObject();
    }

    private static void write(Payload payload, JsonGenerator json) throws IOException {
        json.writeStringField("xml", ElementWriter.toText(payload.element(), ""));
        Optional<String> value = jsonOf(payload.element());
        if (value.isPresent()) {
            json.writeFieldName("json");
            json.writeRawValue(value.get());
        }
    }

    /** The JSON in a payload; nothing if it is another payload, or says that it is JSON and is not. */
    static Optional<String> jsonOf(Element payload) {
        return payload.is(JSON) ? Optional.of(payload.text()).filter(Json::isValid) : Optional.empty();
    }
}
