package im.godwit.plugins.upload;

import im.godwit.form.DataForm;
import im.godwit.form.Field;
import im.godwit.form.FieldType;
import im.godwit.http.HttpAddress;
import im.godwit.http.HttpRoute;
import im.godwit.jid.Jid;
import im.godwit.plugin.Event;
import im.godwit.plugin.Host;
import im.godwit.plugin.Host.At;
import im.godwit.plugin.Identity;
import im.godwit.plugin.Implements;
import im.godwit.plugin.IqRequest;
import im.godwit.plugin.Plugin;
import im.godwit.plugin.Result;
import im.godwit.service.Accounts;
import im.godwit.service.DiscoSource;
import im.godwit.service.Folders;
import im.godwit.stanza.Condition;
import im.godwit.store.Database;
import im.godwit.xml.Element;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * HTTP File Upload: gives accounts of this server slots (§4) and serves the files. Where the server does not listen for
 * HTTP, there is nothing to offer.
 */
@Implements(value = "XEP-0363", version = "1.2.0")
public final class UploadPlugin implements Plugin {
    private Accounts accounts;
    private UploadOptions options;
    private Slots slots;
    private Sweep sweep;
    private HttpAddress address;
    private String domain;
    private Optional<Thread> sweeping = Optional.empty();

    @Override
    public void start(Host host) {
        options = host.options(UploadOptions.DEFAULTS);
        accounts = host.require(Accounts.class);
        Optional<HttpAddress> http = host.find(HttpAddress.class);
        Optional<Folders> folders = host.find(Folders.class);
        if (http.isPresent() && folders.isPresent()) {
            address = http.get();
            serve(host, folders.get());
        }
    }

    private void serve(Host host, Folders folders) {
        domain = host.domain().domain();
        Database database = host.database(FileTable.MIGRATIONS);
        FileTable files = new FileTable(database, host.domain());
        Shelf shelf = new Shelf(folders.folder("uploads").resolve(domain));
        slots = new Slots(options, database, files, host.clock());
        sweep = new Sweep(files, shelf, host.clock());
        sweep.removeInterrupted();
        advertise(host);
        host.onGet(SlotRequest.REQUEST, this::slot, At.DOMAIN);
        host.contribute(
                HttpRoute.class,
                HttpRoute.receiving("/upload/" + domain, new FileRoute(files, shelf, sweep, host.clock())));
        host.on(Event.AccountDeleted.class, deleted -> sweep.removeOf(deleted.account()));
        sweeping = Optional.of(Thread.ofVirtual().name("upload-sweep").start(sweep));
    }

    @Override
    public void stop() {
        sweeping.ifPresent(Thread::interrupt);
    }

    /** §3, §5. */
    private void advertise(Host host) {
        host.identity(new Identity("store", "file", Optional.of("HTTP File Upload")), At.DOMAIN);
        host.feature(SlotRequest.NAMESPACE);
        host.feature(SlotRequest.PURPOSE + "#message");
        host.feature(SlotRequest.PURPOSE + "#profile");
        host.feature(SlotRequest.PURPOSE + "#ephemeral");
        if (takesPermanent()) {
            host.feature(SlotRequest.PURPOSE + "#permanent");
        }
        Element form = DataForm.of(
                        DataForm.Type.RESULT,
                        SlotRequest.NAMESPACE,
                        List.of(Field.of(
                                FieldType.TEXT_SINGLE,
                                "max-file-size",
                                "The largest file, in bytes",
                                List.of(String.valueOf(Share.MESSAGES.maxFileSize(options))))))
                .toElement();
        host.contribute(DiscoSource.class, new DiscoSource() {
            @Override
            public List<Element> forms(Jid requester, Jid entity) {
                return entity.equals(host.domain()) ? List.of(form) : List.of();
            }

            @Override
            public Optional<List<Item>> items(Jid requester, Jid entity, Optional<String> node) {
                return Optional.empty();
            }
        });
    }

    private boolean takesPermanent() {
        return options.permanentQuota() > 0;
    }

    /** §4. */
    private Result slot(IqRequest request) {
        Jid account = request.from().bare();
        if (!account.hasLocal() || !accounts.exists(account)) {
            throw Condition.FORBIDDEN
                    .error("only accounts of this server may upload files here")
                    .thrown();
        }
        Slots.Given given = slots.give(account, SlotRequest.of(request.payload(), takesPermanent()));
        if (!given.displaced().isEmpty()) {
            sweep.remove(given.displaced());
        }
        StoredFile file = given.file();
        URI get = address.resolve("/upload/" + HttpAddress.segment(domain) + "/" + file.name() + "/"
                + HttpAddress.segment(file.filename()));
        return Result.of(Element.builder(SlotRequest.NAMESPACE, "slot")
                .child(
                        "put",
                        put -> put.attribute(
                                "url", get + "?token=" + given.token().text()))
                .child("get", got -> got.attribute("url", get.toString()))
                .build());
    }
}
