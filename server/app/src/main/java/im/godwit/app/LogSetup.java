package im.godwit.app;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.core.joran.spi.JoranException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;

/** Logs as {@code logback.xml} beside the configuration file says; without one, warnings to standard error. */
final class LogSetup {
    private LogSetup() {}

    static void apply(Path configurationFile) {
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
        Path file = configurationFile.resolveSibling("logback.xml");
        if (!Files.isReadable(file) || !(LoggerFactory.getILoggerFactory() instanceof LoggerContext loggers)) {
            return;
        }
        loggers.reset();
        JoranConfigurator configurator = new JoranConfigurator();
        configurator.setContext(loggers);
        try {
            configurator.doConfigure(file.toFile());
        } catch (JoranException malformed) {
            throw new FatalException(file + ": " + malformed.getMessage());
        }
    }
}
