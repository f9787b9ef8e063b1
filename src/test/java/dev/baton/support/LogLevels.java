package dev.baton.support;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** The levels that a gateway's arguments change for the whole JVM, to be put back for the tests that come after. */
final class LogLevels implements AutoCloseable {

    private static final String ARGUMENT = "--logging.level.";

    private final Map<Logger, @Nullable Level> before = new HashMap<>();

    /** To be called before the gateway starts. */
    LogLevels(Iterable<String> arguments) {
        for (String argument : arguments) {
            if (argument.startsWith(ARGUMENT)) {
                String name = argument.substring(ARGUMENT.length(), argument.indexOf('='));
                Logger logger = (Logger) LoggerFactory.getLogger(name.equals("root") ? Logger.ROOT_LOGGER_NAME : name);
                before.put(logger, logger.getLevel());
            }
        }
    }

    @Override
    public void close() {
        before.forEach(Logger::setLevel);
    }
}
