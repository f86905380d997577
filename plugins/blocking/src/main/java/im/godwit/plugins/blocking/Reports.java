package im.godwit.plugins.blocking;

import im.godwit.jid.Jid;
import im.godwit.plugin.Host;
import im.godwit.plugin.Session;
import im.godwit.stanza.Message;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the operators of abuse that their users report (XEP-0377); nothing is passed on to others (§5). */
final class Reports {
    private static final Logger log = LoggerFactory.getLogger(Reports.class);

    /** Operators read what people write: nobody reports more of it than that while logged in. */
    private static final int MAX_PER_SESSION = 20;

    private static final Session.Key<Integer> MADE = new Session.Key<>("reports of abuse", () -> 0);

    private final Host host;
    private final List<Jid> operators;

    Reports(Host host, List<String> operators) {
        this.host = host;
        this.operators = operators.stream().map(Jid::parse).toList();
    }

    void tell(Session reporter, List<Report> reports) {
        for (Report report : reports) {
            int made = reporter.get(MADE);
            if (made == MAX_PER_SESSION) {
                log.atDebug().addKeyValue("jid", reporter.jid()).log("Too many reports of one session");
                return;
            }
            reporter.set(MADE, made + 1);
            log.atInfo()
                    .addKeyValue("jid", reporter.jid().bare())
                    .addKeyValue("about", report.about())
                    .addKeyValue("reason", report.reason())
                    .log("Abuse reported");
            operators.forEach(operator -> host.send(message(operator, report, reporter)));
        }
    }

    private Message message(Jid operator, Report report, Session reporter) {
        return Message.of(Message.builder(Message.Type.NORMAL)
                .attribute("id", host.newId())
                .attribute("from", host.domain().toString())
                .attribute("to", operator.toString())
                .child("subject", "Abuse reported")
                .child("body", report.toText(reporter.jid().bare()))
                .build());
    }
}
