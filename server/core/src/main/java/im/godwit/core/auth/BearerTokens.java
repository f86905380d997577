package im.godwit.core.auth;

import java.util.function.Consumer;

/** Checks tokens that an authorization server issued (RFC 6750). Threads may share it; they may have to wait. */
@FunctionalInterface
public interface BearerTokens {
    /**
     * Checks a token.
     *
     * @param claimed is told the name that the token is about before anything of it is proven; it may throw, and that
     *     passes
     */
    Verdict check(String token, Consumer<String> claimed);

    /** What a token is worth. */
    sealed interface Verdict {
        /**
         * It is good.
         *
         * @param name of the account, or its address
         */
        record Good(String name) implements Verdict {}

        /** It is not. */
        record Bad(Flaw flaw) implements Verdict {}

        /** Nobody can tell now: the keys of who issued it cannot be had. */
        record Unknown() implements Verdict {}
    }

    /** What is wrong with a token (RFC 6750 §3.1). */
    enum Flaw {
        /** It is over, forged, for somebody else, or no token. */
        INVALID_TOKEN("invalid_token"),
        /** It does not grant what is needed here. */
        INSUFFICIENT_SCOPE("insufficient_scope");

        private final String status;

        Flaw(String status) {
            this.status = status;
        }

        /** Its registered name. */
        String status() {
            return status;
        }
    }
}
