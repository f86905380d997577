package im.godwit.app;

/** A host and a port, as a command line names them: {@code example.org:5222}, or {@code [::1]:5222}. */
record Place(String host, int port) {
    /**
     * Reads one.
     *
     * @param port what holds without one
     * @throws FatalException if it is none
     */
    static Place parse(String text, int port) {
        int colon = text.startsWith("[") ? text.indexOf(':', text.indexOf(']') + 1) : text.lastIndexOf(':');
        String host = (colon < 0 ? text : text.substring(0, colon)).replaceAll("^\\[(.*)]$", "$1");
        String number = colon < 0 ? Integer.toString(port) : text.substring(colon + 1);
        if (host.isEmpty() || !number.matches("[0-9]{1,5}")) {
            throw new FatalException(
                    "\"" + text + "\" is no server; write it as HOST:PORT, or [ADDRESS]:PORT for IPv6");
        }
        return new Place(host, Integer.parseInt(number));
    }
}
