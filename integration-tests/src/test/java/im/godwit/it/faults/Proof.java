package im.godwit.it.faults;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Compares what senders know with what receivers got and what is in the archives. Whoever reads the findings reads of
 * each what is wrong and where; none is the proof.
 */
final class Proof {
    private final Ledger ledger;
    private final List<Receiver> receivers;
    private final Map<String, ArchiveCopy> archives = new HashMap<>();
    private final Set<Note> cutOff = new HashSet<>();

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
                requireArrival(receiver, findings);
            }
            missing(archives.get(receiver.user()).entries(), receiver)
                    .forEach(note -> findings.add(note.id() + ", acknowledged, is not in the receiver's archive"));
        }
        ledger.promised()
                .filter(note -> !archives.get(note.from()).entries().has(note))
                .forEach(note -> findings.add(note.id() + ", acknowledged, is not in the sender's archive"));
        return findings;
    }

    private void requireArrival(Receiver receiver, List<String> findings) {
        if (receiver.wasCutOff()) {
            missing(receiver.received(), receiver).forEach(cutOff::add);
        }
        missing(receiver.received(), receiver)
                .filter(note -> !cutOff.contains(note))
                .forEach(note -> findings.add(note.id() + ", acknowledged, did not reach " + receiver.user()));
    }

    private Stream<Note> missing(Sequence place, Receiver receiver) {
        return ledger.promised().filter(note -> note.to().equals(receiver.user()) && !place.has(note));
    }
}
