package dev.baton.connector;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.impl.engine.DefaultClassResolver;
import org.apache.camel.impl.engine.DefaultFactoryFinder;
import org.apache.camel.spi.ClassResolver;
import org.apache.camel.spi.FactoryFinder;
import org.apache.camel.spi.FactoryFinderResolver;

/**
 * A Camel context that is one of many. What the class path offers is looked up once for all of them, which is a third
 * of the cost of one; nothing else is shared.
 */
class SmallCamelContext extends DefaultCamelContext {

    private static final FactoryFinderResolver SHARED = new SharedFinders();

    @Override
    protected FactoryFinderResolver createFactoryFinderResolver() {
        return SHARED;
    }

    private static final class SharedFinders implements FactoryFinderResolver {

        private final ClassResolver classes = new DefaultClassResolver();
        private final Map<String, FactoryFinder> finders = new ConcurrentHashMap<>();

        @Override
        public FactoryFinder resolveFactoryFinder(ClassResolver own, String path) {
            return finders.computeIfAbsent(path, key -> new DefaultFactoryFinder(classes, key) {
                @Override
                public void clear() {
                    // A context that stops must not clear what the others use.
                }
            });
        }

        @Override
        public FactoryFinder resolveBootstrapFactoryFinder(ClassResolver own, String path) {
            return resolveFactoryFinder(own, path);
        }
    }
}
