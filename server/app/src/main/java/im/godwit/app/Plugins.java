package im.godwit.app;

import im.godwit.plugin.Plugin;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;

/** The plugins on the class path, by name. */
final class Plugins {
    private Plugins() {}

    private static List<Plugin> all() {
        List<Plugin> all = new ArrayList<>();
        ServiceLoader.load(Plugin.class).forEach(all::add);
        return all;
    }

    static Set<String> names() {
        Set<String> names = new TreeSet<>();
        all().forEach(plugin -> names.add(plugin.name()));
        return names;
    }

    /**
     * New instances of these plugins, in this order.
     *
     * @throws FatalException if there is none of that name
     */
    static List<Plugin> named(List<String> names) {
        List<Plugin> all = all();
        return names.stream()
                .map(name -> all.stream()
                        .filter(plugin -> plugin.name().equals(name))
                        .findFirst()
                        .orElseThrow(() -> new FatalException(
                                "there is no plugin \"" + name + "\"; there are: " + String.join(", ", names()))))
                .toList();
    }
}
