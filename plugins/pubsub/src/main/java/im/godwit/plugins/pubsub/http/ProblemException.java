package im.godwit.plugins.pubsub.http;

import im.godwit.http.HttpAnswer;

/** A request is not done. Expected in normal operation, so it carries no stack trace. */
final class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient HttpAnswer.Whole answer;

    ProblemException(HttpAnswer.Whole answer) {
        super("refused", null, false, false);
        this.answer = answer;
    }

    HttpAnswer.Whole answer() {
        return answer;
    }
}
