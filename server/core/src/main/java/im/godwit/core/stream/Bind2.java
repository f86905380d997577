package im.godwit.core.stream;

import im.godwit.plugin.Implements;
import im.godwit.xml.Element;
import im.godwit.xml.ElementBuilder;
import im.godwit.xml.Name;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The elements of Bind 2 (XEP-0386). */
@Implements(value = "XEP-0386", version = "1.1.0")
final class Bind2 {
    static final Name BIND = new Name("urn:xmpp:bind:0", "bind");

    private static final Name TAG = new Name(BIND.namespace(), "tag");
    private static final Name BOUND = new Name(BIND.namespace(), "bound");

    private Bind2() {}

    /** §3.1: what can be enabled with it, of ours and of plugins. */
    static Element feature(List<String> ofPlugins) {
        ElementBuilder feature = Element.builder(BIND);
        return feature.child(
                        "inline",
                        inline -> Stream.concat(
                                        Stream.of(StreamManagement.NAMESPACE, ClientState.NAMESPACE),
                                        ofPlugins.stream())
                                .forEach(var -> inline.child("feature", child -> child.attribute("var", var))))
                .build();
    }

    /** §4: a word for the software; an empty one is none. */
    static Optional<String> tag(Element bind) {
        return bind.child(TAG).map(tag -> tag.text().strip()).filter(text -> !text.isEmpty());
    }

    static Element bound(List<Element> answers) {
        return Element.builder(BOUND).addAll(answers).build();
    }
}
