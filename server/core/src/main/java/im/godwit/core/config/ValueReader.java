package im.godwit.core.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Turns one value of the configuration into the type that a record wants. */
final class ValueReader {
    /** The value is of another kind; the message says of which it must be. */
    static final class WrongTypeException extends Exception {
        private static final long serialVersionUID = 1L;

        WrongTypeException(String wanted) {
            super(wanted, null, false, false);
        }
    }

    private final RecordReader records;

    ValueReader(RecordReader records) {
        this.records = records;
    }

    Object read(ConfigValue value, Type type, Object fallback) throws WrongTypeException {
        if (type instanceof ParameterizedType generic) {
            return readGeneric(value, generic, fallback);
        }
        Class<?> plain = (Class<?>) type;
        if (plain == String.class) {
            return text(value);
        }
        if (plain == int.class) {
            return (int) wholeNumber(value, Integer.MAX_VALUE);
        }
        if (plain == long.class) {
            return wholeNumber(value, Long.MAX_VALUE);
        }
        if (plain == boolean.class) {
            return with(value, "true or false", config -> config.getBoolean("v"));
        }
        if (plain == Duration.class) {
            return duration(value);
        }
        if (plain == Bytes.class) {
            return bytes(value);
        }
        if (plain == Path.class) {
            return path(value);
        }
        if (plain.isEnum()) {
            return constant(value, plain);
        }
        if (plain.isRecord()) {
            return records.read(block(value), (Record) fallback);
        }
        throw new IllegalStateException("no option can be a " + plain);
    }

    private Object readGeneric(ConfigValue value, ParameterizedType type, Object fallback) throws WrongTypeException {
        Type content = type.getActualTypeArguments()[type.getActualTypeArguments().length - 1];
        if (type.getRawType() == List.class) {
            return List.copyOf(list(value, content));
        }
        if (type.getRawType() == Optional.class) {
            String text = text(value);
            return text.isEmpty() ? Optional.empty() : Optional.of(read(value, content, fallback));
        }
        if (type.getRawType() == Map.class) {
            Map<String, Object> entries = new LinkedHashMap<>();
            for (Map.Entry<String, ConfigValue> entry : block(value).entrySet()) {
                entries.put(entry.getKey(), read(entry.getValue(), content, fallback(content)));
            }
            return entries;
        }
        throw new IllegalStateException("no option can be a " + type);
    }

    private List<Object> list(ConfigValue value, Type content) throws WrongTypeException {
        if (!(value instanceof ConfigList list)) {
            throw new WrongTypeException("a list, such as [a, b]");
        }
        List<Object> read = new ArrayList<>();
        for (ConfigValue each : list) {
            read.add(read(each, content, fallback(content)));
        }
        return read;
    }

    /** What holds within an entry of a list or a map: a record tells it in its constant {@code DEFAULTS}. */
    private static Object fallback(Type content) {
        return content instanceof Class<?> plain && plain.isRecord() ? RecordReader.defaults(plain) : "";
    }

    private static String text(ConfigValue value) throws WrongTypeException {
        if (value.valueType() == ConfigValueType.OBJECT || value.valueType() == ConfigValueType.LIST) {
            throw new WrongTypeException("a text");
        }
        return with(value, "a text", config -> config.getString("v"));
    }

    private static ConfigObject block(ConfigValue value) throws WrongTypeException {
        if (value instanceof ConfigObject block) {
            return block;
        }
        throw new WrongTypeException("a block in braces");
    }

    private static long wholeNumber(ConfigValue value, long most) throws WrongTypeException {
        long number = with(value, "a whole number", config -> config.getLong("v"));
        if (number < 0 || number > most) {
            throw new WrongTypeException("a whole number from 0 to " + most);
        }
        return number;
    }

    private static Duration duration(ConfigValue value) throws WrongTypeException {
        if (value.valueType() == ConfigValueType.NUMBER) {
            throw new WrongTypeException("a time with its unit, such as 30 s or 15 minutes");
        }
        Duration read = with(value, "a time, such as 30 s or 15 minutes", config -> config.getDuration("v"));
        if (read.isNegative()) {
            throw new WrongTypeException("a time that is not negative");
        }
        return read;
    }

    private static Bytes bytes(ConfigValue value) throws WrongTypeException {
        long read = with(value, "a size, such as 256 KiB", config -> config.getBytes("v"));
        if (read < 0 || read > Integer.MAX_VALUE) {
            throw new WrongTypeException("a size below 2 GiB");
        }
        return new Bytes(read);
    }

    private static Path path(ConfigValue value) throws WrongTypeException {
        try {
            return Path.of(text(value));
        } catch (InvalidPathException malformed) {
            throw new WrongTypeException("the path of a file or folder");
        }
    }

    private static Object constant(ConfigValue value, Class<?> type) throws WrongTypeException {
        String wanted = text(value).toUpperCase(Locale.ROOT).replace('-', '_');
        for (Object constant : type.getEnumConstants()) {
            if (((Enum<?>) constant).name().equals(wanted)) {
                return constant;
            }
        }
        throw new WrongTypeException("one of "
                + String.join(
                        ", ",
                        Arrays.stream(type.getEnumConstants())
                                .map(c -> ((Enum<?>) c)
                                        .name()
                                        .toLowerCase(Locale.ROOT)
                                        .replace('_', '-'))
                                .toList()));
    }

    private interface Getter<T> {
        T get(Config config);
    }

    private static <T> T with(ConfigValue value, String wanted, Getter<T> getter) throws WrongTypeException {
        try {
            return getter.get(value.atKey("v"));
        } catch (ConfigException wrong) {
            throw new WrongTypeException(wanted);
        }
    }
}
