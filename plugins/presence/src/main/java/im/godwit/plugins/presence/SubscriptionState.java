package im.godwit.plugins.presence;

import im.godwit.service.Contact;
import im.godwit.xml.Element;
import java.util.Optional;

/** How a user and a contact stand to each other, as the user's roster remembers it (RFC 6121 §A.1). */
enum SubscriptionState {
    NONE("None", false, false, false, false),
    NONE_OUT("None + Pending Out", false, false, true, false),
    NONE_IN("None + Pending In", false, false, false, true),
    NONE_OUT_IN("None + Pending Out+In", false, false, true, true),
    TO("To", true, false, false, false),
    TO_IN("To + Pending In", true, false, false, true),
    FROM("From", false, true, false, false),
    FROM_OUT("From + Pending Out", false, true, true, false),
    BOTH("Both", true, true, false, false);

    private final String title;
    private final boolean to;
    private final boolean from;
    private final boolean out;
    private final boolean in;

    SubscriptionState(String title, boolean to, boolean from, boolean out, boolean in) {
        this.title = title;
        this.to = to;
        this.from = from;
        this.out = out;
        this.in = in;
    }

    /** The state of a roster entry; what was asked for and is granted already is not pending. */
    static SubscriptionState of(Contact contact) {
        boolean pendingOut = contact.ask() && !contact.to();
        boolean pendingIn = contact.request().isPresent() && !contact.from();
        for (SubscriptionState state : values()) {
            if (state.to == contact.to()
                    && state.from == contact.from()
                    && state.out == pendingOut
                    && state.in == pendingIn) {
                return state;
            }
        }
        throw new IllegalStateException("appendix A knows all combinations");
    }

    /**
     * The entry in this state.
     *
     * @param request the request that makes it pending in, where the entry has none yet
     */
    Contact apply(Contact contact, Element request) {
        Optional<Element> kept = in ? contact.request().or(() -> Optional.of(request)) : Optional.empty();
        return contact.withTo(to).withFrom(from).withAsk(out).withRequest(kept);
    }

    /** Whether the contact sees the user's presence. */
    boolean from() {
        return from;
    }

    /** The name in RFC 6121. */
    @Override
    public String toString() {
        return title;
    }
}
