package im.godwit.plugins.muc;

import im.godwit.form.DataForm;
import im.godwit.paging.Page;
import im.godwit.paging.PageRequest;
import im.godwit.plugin.Host;
import im.godwit.plugin.IqRequest;
import im.godwit.plugin.Result;
import im.godwit.plugins.muc.engine.Channel;
import im.godwit.plugins.muc.engine.Configuration;
import im.godwit.plugins.muc.engine.Searching;
import im.godwit.plugins.muc.engine.Settings;
import im.godwit.xml.Element;
import im.godwit.xml.ElementBuilder;
import im.godwit.xml.Name;
import java.util.List;
import java.util.Optional;

/** Searches for public rooms (XEP-0433 §4). */
final class SearchRequests {
    private static final String NAMESPACE = "urn:xmpp:channel-search:0:search";
    private static final Name SEARCH = new Name(NAMESPACE, "search");

    /** How many rooms a page has where nobody says how many, and at most. */
    private static final int PAGE = 50;

    private static final int MOST = 100;

    private final Searching searching;

    SearchRequests(Searching searching) {
        this.searching = searching;
    }

    void register(Host host) {
        host.onGet(SEARCH, this::search, Host.At.DOMAIN);
        host.feature(NAMESPACE); // §4.1
    }

    private Result search(IqRequest request) {
        Optional<DataForm> form = DataForm.in(request.payload());
        return Result.of(
                form.isEmpty()
                        ? Element.builder(SEARCH)
                                .add(SearchForm.empty().toElement())
                                .build()
                        : found(request, form.get()));
    }

    /** §4.2.2. */
    private Element found(IqRequest request, DataForm form) {
        SearchForm.require(form);
        PageRequest asked = PageRequest.in(request.payload()).orElse(PageRequest.FIRST);
        ChannelOrder order = SearchForm.order(form);
        List<Channel> found =
                Errors.translated(() -> searching.channels(request.to(), request.from(), SearchForm.wanted(form)));
        Page<Channel> page = order.page(found, asked, asked.size(PAGE, MOST));
        ElementBuilder result = Element.builder(new Name(NAMESPACE, "result"));
        page.items().forEach(channel -> result.add(item(channel)));
        return result.add(page.summary().toElement()).build();
    }

    /** §6.2: what is not known is left out. */
    private static Element item(Channel channel) {
        Configuration configuration = channel.configuration();
        ElementBuilder item = Element.builder(new Name(NAMESPACE, "item"))
                .attribute("address", channel.room().toString());
        text(configuration.get(Settings.NAME)).ifPresent(name -> item.child("name", name));
        text(configuration.get(Settings.DESCRIPTION)).ifPresent(it -> item.child("description", it));
        text(configuration.get(Settings.LANGUAGE)).ifPresent(language -> item.child("language", language));
        if (channel.isOpen()) {
            item.child("nusers", String.valueOf(channel.shownOccupants()));
        }
        item.child("service-type", SearchForm.TYPE).child("is-open", String.valueOf(channel.isOpen()));
        return item.child(
                        "anonymity-mode",
                        channel.isSemiAnonymous() ? "muc_semianonymous" : "{urn:xmpp:channel-search:0:anonymity}none")
                .build();
    }

    private static Optional<String> text(String text) {
        return Optional.of(text).filter(it -> !it.isBlank());
    }
}
