package im.godwit.plugins.pubsub.http;

/**
 * Where the hub of a service is; an extension point. Pages of items lead there.
 *
 * @param path such as {@code /websub/pubsub.example.org}
 */
public record HubPath(String path) {}
