package im.godwit.plugins.pubsub.websub;

import im.godwit.http.HttpAnswer;

/** A request is refused. Expected in normal operation, so it carries no stack trace. */
final class HubException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;

    private HubException(int status, String message) {
        super(message, null, false, false);
        this.status = status;
    }

    static HubException badRequest(String why) {
        return new HubException(400, why);
    }

    static HubException notFound(String why) {
        return new HubException(404, why);
    }

    /** What would be answered; §5.2: in plain text. */
    HttpAnswer.Whole answer() {
        return HttpAnswer.of(status, "text/plain; charset=utf-8", getMessage() + "\n");
    }
}
