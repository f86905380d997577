package im.godwit.plugins.push.web;

import java.net.URI;
import java.util.LinkedHashSet;

/** The endpoints whose subscriptions are over, of late; for any thread. */
final class GoneEndpoints {
    private static final int MAX = 10_000;

    private final LinkedHashSet<URI> endpoints = new LinkedHashSet<>();

    synchronized void add(URI endpoint) {
        if (endpoints.add(endpoint) && endpoints.size() > MAX) {
            endpoints.removeFirst();
        }
    }

    synchronized boolean contains(URI endpoint) {
        return endpoints.contains(endpoint);
    }
}
