package im.godwit.it.faults;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Compares what senders know with what receivers got and what is in the archives. Whoever reads the findings reads of
 * each what is wrong and where; none is the proof.
 */
final class Proof {
    private final Ledger ledger;
    private final List<Receiver> receivers;
    private final Map<String, ArchiveCopy> archives = new HashMap<>();

    Proof(Ledger ledger, List<String> senders, List<Receiver> receivers) {
        this.ledger = ledger;
        this.receivers = receivers;
        senders.forEach(user -> archives.put(user, new ArchiveCopy(user, ledger)));
        receivers.forEach(receiver -> archives.put(receiver.user(), new ArchiveCopy(receiver.user(), ledger)));
    }

    /** Looks while nobody sends; those who visit come for what has waited. */
    List<String> findings(int port) throws IOException {
        for (Receiver receiver : receivers) {
            if (receiver.habit() == Receiver.Habit.VISITS) {
                receiver.visit(port);
            }
        }
        for (ArchiveCopy archive : archives.values()) {
            archive.readOn(port);
        }
        List<String> findings = new ArrayList<>();
        receivers.forEach(receiver -> ledger.refused()
                .filter(receiver.received()::has)
                .forEach(note -> findings.add(note.id() + ", refused, reached " + note.to())));
        archives.values().forEach(archive -> findings.addAll(archive.entries().findings()));
        for (Receiver receiver : receivers) {
            findings.addAll(receiver.findings());
            for (String uid : receiver.uids()) {
                if (!archives.get(receiver.user()).has(uid)) {
                    findings.add("received by " + receiver.user() + ": stanza-id " + uid + " is not in the archive");
                }
            }
            if (receiver.habit() == Receiver.Habit.VISITS) {
                require(receiver.received(), receiver.user(), "did not reach " + receiver.user(), findings);
            }
            require(
                    archives.get(receiver.user()).entries(),
                    receiver.user(),
                    "is not in the receiver's archive",
                    findings);
        }
        ledger.promised()
                .filter(note -> !archives.get(note.from()).entries().has(note))
                .forEach(note -> findings.add(note.id() + ", acknowledged, is not in the sender's archive"));
        return findings;
    }

    private void require(Sequence place, String user, String otherwise, List<String> findings) {
        ledger.promised()
                .filter(note -> note.to().equals(user) && !place.has(note))
                .forEach(note -> findings.add(note.id() + ", acknowledged, " + otherwise));
    }
}
