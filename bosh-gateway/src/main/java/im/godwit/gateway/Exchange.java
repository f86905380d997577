package im.godwit.gateway;

/** One HTTP request that waits for its answer; exactly one of the methods is called, once, from any thread. */
interface Exchange {
    /**
     * Answers with a {@code <body/>}.
     *
     * @param status the HTTP status
     * @param body the document; not changed afterwards
     */
    void answer(int status, ContentType type, byte[] body);

    /** Closes the connection without an answer. */
    void drop();
}
