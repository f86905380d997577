package im.godwit.testkit;

import im.godwit.plugin.Plugin;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

/** Gives each test a {@link Stage}, and prints the exchange so far when the test fails. */
final class StageExtension implements ParameterResolver, TestExecutionExceptionHandler {
    private static final Namespace NAMESPACE = Namespace.create(StageExtension.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Stage.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        XmppTest test = context.getRequiredTestClass().getAnnotation(XmppTest.class);
        StageBuilder builder = Stage.builder().plugins(instances(test.plugins()));
        for (XmppTest.Service service : test.services()) {
            builder.service(service.name(), instances(service.plugins()));
        }
        Stage stage = builder.build();
        context.getStore(NAMESPACE).put(Stage.class, stage); // which closes it after the test
        return stage;
    }

    static List<Plugin> instances(Class<? extends Plugin>[] classes) {
        return Arrays.stream(classes).map(StageExtension::instance).toList();
    }

    private static Plugin instance(Class<? extends Plugin> plugin) {
        try {
            return plugin.getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalArgumentException(
                    plugin.getName() + " needs a public constructor without parameters", impossible);
        }
    }

    @Override
    public void handleTestExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        Stage stage = context.getStore(NAMESPACE).get(Stage.class, Stage.class);
        Spec spec = context.getTestMethod().map(StageExtension::spec).orElse(null);
        StringBuilder told = new StringBuilder(String.valueOf(failure.getMessage()));
        if (spec != null) {
            told.append("\n\n").append(spec.value()).append(": ").append(spec.says());
        }
        if (stage != null) {
            told.append("\n\nThe exchange so far:\n").append(stage.script());
        }
        AssertionError shown = new AssertionError(told.toString(), failure);
        shown.setStackTrace(failure.getStackTrace());
        throw shown;
    }

    private static Spec spec(Method method) {
        return method.getAnnotation(Spec.class);
    }
}
