package im.godwit.plugin;

import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Says which specification a class implements; the table of supported specifications is generated from it. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Repeatable(Implements.All.class)
public @interface Implements {
    /** The specification: {@code XEP-0199} or {@code RFC 6121}. */
    String value();

    /** The version that was read, for a XEP. */
    String version() default "";

    /** What of it is not done, in a few words; empty when whole. */
    String without() default "";

    /** Several specifications on one class. */
    @Target(ElementType.TYPE)
    @Retention(RetentionPolicy.RUNTIME)
    @interface All {
        Implements[] value();
    }
}
