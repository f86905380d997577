package im.godwit.plugins.muc;

import im.godwit.archive.Mam;
import im.godwit.archive.QueryForm;
import im.godwit.archive.Retraction;
import im.godwit.form.DataForm;
import im.godwit.form.Field;
import im.godwit.form.FieldType;
import im.godwit.jid.Jid;
import im.godwit.paging.Page;
import im.godwit.paging.PageRequest;
import im.godwit.paging.Position;
import im.godwit.plugin.Host;
import im.godwit.plugin.IqRequest;
import im.godwit.plugin.Result;
import im.godwit.plugins.muc.engine.Browsing;
import im.godwit.plugins.muc.engine.Configuration;
import im.godwit.plugins.muc.engine.Muc;
import im.godwit.plugins.muc.engine.Nickname;
import im.godwit.plugins.muc.engine.NicknameRule;
import im.godwit.plugins.muc.engine.Registering;
import im.godwit.plugins.muc.engine.RoomStore.Listing;
import im.godwit.plugins.muc.engine.Setting;
import im.godwit.plugins.muc.engine.Settings;
import im.godwit.plugins.muc.engine.Subject;
import im.godwit.plugins.muc.engine.Whois;
import im.godwit.service.DiscoSource;
import im.godwit.stanza.Condition;
import im.godwit.xml.Element;
import im.godwit.xml.ElementBuilder;
import im.godwit.xml.Name;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Rooms in service discovery (XEP-0045 §6.3 to §6.5, §7.12, §18.1.1). */
final class RoomDisco implements DiscoSource {
    private static final Name INFO = new Name(Vocabulary.DISCO_INFO, "query");
    private static final Name ITEMS = new Name(Vocabulary.DISCO_ITEMS, "query");

    /** How many rooms a page has where nobody says how many. */
    private static final int PAGE = 100;

    /** What every room can do. */
    private static final List<String> FEATURES = List.of(
            Vocabulary.DISCO_INFO,
            Vocabulary.DISCO_ITEMS,
            Vocabulary.MUC,
            Vocabulary.REGISTER_FORM,
            Vocabulary.REQUEST,
            Vocabulary.ROOM_CONFIG,
            Vocabulary.ROOM_INFO,
            Vocabulary.SELF_PING,
            Vocabulary.STABLE_ID,
            Vocabulary.REGISTER,
            Vocabulary.OCCUPANT_ID.namespace(),
            Vocabulary.STANZA_ID.namespace(),
            Retractions.MODERATION,
            HatXml.HATS.namespace());

    private final Browsing browsing;
    private final Registering registering;
    private final RoomNodes nodes;
    private final Host host;
    private final int listed;

    RoomDisco(Muc muc, Host host, int listed) {
        this.host = host;
        this.nodes = new RoomNodes(host);
        this.browsing = muc.browsing();
        this.registering = muc.registering();
        this.listed = listed;
    }

    void register() {
        host.onGet(INFO, this::describe, Host.At.ACCOUNT);
        host.onGet(ITEMS, this::occupants, Host.At.ACCOUNT);
        host.contribute(DiscoSource.class, this);
    }

    /** §6.3: the public rooms of the service. */
    @Override
    public Optional<List<Item>> items(Jid requester, Jid entity, Optional<String> node) {
        return firstPage(requester, entity, node).map(Page::items);
    }

    @Override
    public Optional<Page<Item>> page(Jid requester, Jid entity, Optional<String> node, PageRequest request) {
        return page(entity, node, request.position(), request.size(PAGE, listed));
    }

    @Override
    public Optional<Page<Item>> firstPage(Jid requester, Jid entity, Optional<String> node) {
        return page(entity, node, new Position.First(), listed);
    }

    private Optional<Page<Item>> page(Jid service, Optional<String> node, Position position, int size) {
        if (node.isPresent()) {
            return Optional.empty();
        }
        Page<Listing> rooms = browsing.publicRooms(service, position, size);
        return Optional.of(
                new Page<>(rooms.items().stream().map(RoomDisco::item).toList(), rooms.summary()));
    }

    private static Item item(Listing room) {
        return new Item(room.room(), Optional.empty(), Optional.of(room.name()).filter(name -> !name.isEmpty()));
    }

    private Result describe(IqRequest request) {
        Optional<String> node = request.payload().attribute("node").filter(n -> !n.isEmpty());
        return Errors.translated(() -> switch (node.orElse("")) {
            case "" -> Result.of(room(request));
            case Vocabulary.ROOMUSER_ITEM -> Result.of(reserved(request));
            // §18.1.1: nothing is discarded
            case Vocabulary.TRAFFIC ->
                throw Condition.SERVICE_UNAVAILABLE.error().thrown();
            default -> Result.of(nodes.info(request, node.get()));
        });
    }

    /** §6.4. */
    private Element room(IqRequest request) {
        Browsing.Description room = browsing.describe(request.to(), request.from());
        Configuration configuration = room.configuration();
        String name = configuration.get(Settings.NAME);
        ElementBuilder query =
                Element.builder(INFO).add(identity(name.isEmpty() ? request.to().local() : name));
        Set<String> features = new TreeSet<>(FEATURES);
        features.addAll(archived(configuration));
        features.addAll(host.features(Host.At.ACCOUNT)); // what other plugins do for rooms
        features.forEach(feature -> query.add(feature(feature)));
        types(configuration).forEach(type -> query.add(feature(type)));
        return query.add(form(room).toElement()).build();
    }

    private static Element identity(String name) {
        return Element.builder(new Name(Vocabulary.DISCO_INFO, "identity"))
                .attribute("category", "conference")
                .attribute("type", "text")
                .attribute("name", name)
                .build();
    }

    private static Element feature(String var) {
        return Element.builder(new Name(Vocabulary.DISCO_INFO, "feature"))
                .attribute("var", var)
                .build();
    }

    /** XEP-0313 §6, XEP-0424 §2: what a room with an archive can do. */
    private static List<String> archived(Configuration configuration) {
        return configuration.isArchived()
                ? List.of(
                        Mam.NAMESPACE,
                        Mam.EXTENDED,
                        QueryForm.FULL_TEXT_FEATURE,
                        PageRequest.NAMESPACE,
                        Retraction.NAMESPACE,
                        Retraction.TOMBSTONES)
                : List.of();
    }

    /** §16.3. */
    private static List<String> types(Configuration configuration) {
        return List.of(
                configuration.get(Settings.PUBLIC) ? "muc_public" : "muc_hidden",
                configuration.get(Settings.PERSISTENT) ? "muc_persistent" : "muc_temporary",
                configuration.get(Settings.MEMBERS_ONLY) ? "muc_membersonly" : "muc_open",
                configuration.get(Settings.MODERATED) ? "muc_moderated" : "muc_unmoderated",
                configuration.get(Settings.PASSWORD_PROTECTED) ? "muc_passwordprotected" : "muc_unsecured",
                configuration.get(Settings.WHOIS) == Whois.ANYONE ? "muc_nonanonymous" : "muc_semianonymous");
    }

    /** §16.5.4. */
    private static DataForm form(Browsing.Description room) {
        Configuration configuration = room.configuration();
        List<Field> fields = new ArrayList<>();
        fields.add(text(
                "muc#roominfo_description", "Short description of the room", configuration.get(Settings.DESCRIPTION)));
        fields.add(text("muc#roominfo_lang", "Natural language of discussions", configuration.get(Settings.LANGUAGE)));
        fields.add(text(
                "muc#maxhistoryfetch",
                "Maximum number of history messages returned by the room",
                String.valueOf(room.history())));
        fields.add(Field.of(
                FieldType.BOOLEAN,
                "muc#roominfo_subjectmod",
                "The subject can be modified by participants",
                List.of(configuration.text(Settings.CHANGE_SUBJECT))));
        for (Setting<?> setting : List.of(Settings.CHANGE_SUBJECT, Settings.ALLOW_INVITES, Settings.PUBSUB)) {
            fields.add(RoomForm.field(setting, configuration));
        }
        if (configuration.get(Settings.NICKNAMES) != NicknameRule.FREE) {
            fields.add(RoomForm.field(Settings.NICKNAMES, configuration));
        }
        if (configuration.get(Settings.WEB_VIEW)) {
            fields.add(RoomForm.field(Settings.WEB_VIEW, configuration));
        }
        // XEP-0500 §6.2
        fields.add(text("muc#roominfo_slow_mode_duration", "Slow Mode", configuration.text(Settings.SLOW_MODE)));
        if (!room.hats().isEmpty()) {
            fields.add(text("hats#hash", "Hats hash", HatXml.hash(room.hats()))); // XEP-0317 §2
        }
        if (!room.photos().isEmpty()) {
            // XEP-0486 §3.3
            fields.add(Field.of(FieldType.TEXT_MULTI, "muc#roominfo_avatarhash", "Avatar hash", room.photos()));
        }
        room.details().ifPresent(details -> add(details, fields));
        return DataForm.of(DataForm.Type.RESULT, Vocabulary.ROOM_INFO, fields);
    }

    private static void add(Browsing.Details details, List<Field> fields) {
        fields.add(text(
                "muc#roominfo_occupants",
                "Current number of occupants in the room",
                String.valueOf(details.occupants())));
        fields.add(text(
                "muc#roominfo_subject",
                "Current discussion topic",
                details.subject().map(Subject::text).orElse("")));
        if (!details.contacts().isEmpty()) {
            fields.add(Field.of(
                    FieldType.JID_MULTI,
                    "muc#roominfo_contactjid",
                    "Contact addresses",
                    details.contacts().stream().map(Jid::toString).toList()));
        }
    }

    private static Field text(String var, String label, String value) {
        return Field.of(FieldType.TEXT_SINGLE, var, label, value.isEmpty() ? List.of() : List.of(value));
    }

    /** §7.12. */
    private Element reserved(IqRequest request) {
        ElementBuilder query = Element.builder(INFO).attribute("node", Vocabulary.ROOMUSER_ITEM);
        registering
                .nickname(request.to(), request.from())
                .map(Nickname::text)
                .ifPresent(nickname -> query.add(identity(nickname)));
        return query.build();
    }

    /** §6.5. */
    private Result occupants(IqRequest request) {
        Optional<String> node = request.payload().attribute("node").filter(n -> !n.isEmpty());
        if (node.isPresent()) {
            return Result.of(nodes.items(request, node.get()));
        }
        ElementBuilder query = Element.builder(ITEMS);
        Errors.translated(() -> browsing.occupants(request.to(), request.from()))
                .forEach(nickname -> query.add(Element.builder(new Name(Vocabulary.DISCO_ITEMS, "item"))
                        .attribute(
                                "jid",
                                request.to().withResource(nickname.text()).toString())
                        .build()));
        return Result.of(query.build());
    }
}
