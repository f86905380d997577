package im.godwit.core.config;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Reads a block of the configuration into a record: the component {@code loginTimeout} is the key
 * {@code login-timeout}. What the block does not say is taken from a record of defaults; what the record does not have
 * is a problem.
 */
final class RecordReader {
    private final Problems problems;
    private final ValueReader values = new ValueReader(this);

    RecordReader(Problems problems) {
        this.problems = problems;
    }

    /** The key of a component. */
    static String key(RecordComponent component) {
        return component.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }

    /** What a record says that holds where nothing else is said. */
    static Object defaults(Class<?> type) {
        try {
            var constant = type.getDeclaredField("DEFAULTS");
            constant.setAccessible(true); // options of plugins need not be public
            return constant.get(null);
        } catch (ReflectiveOperationException missing) {
            throw new IllegalStateException(missing);
        }
    }

    /** The record of a block; where there are problems, they are noted and the defaults stand in. */
    <C extends Record> C read(ConfigObject block, C defaults) {
        RecordComponent[] components = defaults.getClass().getRecordComponents();
        List<String> known = Arrays.stream(components).map(RecordReader::key).toList();
        block.forEach((key, value) -> {
            if (!known.contains(key)) {
                problems.unknownKey(value.origin(), key, known);
            }
        });
        List<Object> arguments = new ArrayList<>();
        for (RecordComponent component : components) {
            arguments.add(argument(block, component, defaults));
        }
        return construct(block, defaults, components, arguments);
    }

    private Object argument(ConfigObject block, RecordComponent component, Record defaults) {
        Object fallback = valueOf(component, defaults);
        ConfigValue value = block.get(key(component));
        if (value == null) {
            return fallback;
        }
        try {
            return values.read(value, component.getGenericType(), fallback);
        } catch (ValueReader.WrongTypeException wrong) {
            problems.add(value.origin(), "\"" + key(component) + "\" must be " + wrong.getMessage());
            return fallback;
        }
    }

    private static Object valueOf(RecordComponent component, Record defaults) {
        try {
            var accessor = component.getAccessor();
            accessor.setAccessible(true); // options of plugins may be nested records that are not public
            return accessor.invoke(defaults);
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @SuppressWarnings("unchecked") // the class of the defaults is C's
    private <C extends Record> C construct(
            ConfigObject block, C defaults, RecordComponent[] components, List<Object> arguments) {
        try {
            Class<?>[] types =
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
            var constructor = defaults.getClass().getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return (C) constructor.newInstance(arguments.toArray());
        } catch (InvocationTargetException refused) {
            if (!(refused.getCause() instanceof IllegalArgumentException range)) {
                throw new IllegalStateException(refused.getCause());
            }
            problems.add(originOf(block, range.getMessage()).origin(), range.getMessage());
            return defaults;
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Records begin such messages with the key that they are about. */
    private static ConfigValue originOf(ConfigObject block, String message) {
        ConfigValue named = block.get(message.split("[ \"]+", 2)[0]);
        return named == null ? block : named;
    }
}
