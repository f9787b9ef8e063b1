package dev.baton.connector;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.camel.CamelContext;
import org.apache.camel.TypeConverter;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.impl.converter.DefaultTypeConverter;
import org.apache.camel.impl.engine.DefaultClassResolver;
import org.apache.camel.impl.engine.DefaultFactoryFinder;
import org.apache.camel.spi.ClassResolver;
import org.apache.camel.spi.FactoryFinder;
import org.apache.camel.spi.FactoryFinderResolver;
import org.apache.camel.support.PluginHelper;
import org.jspecify.annotations.Nullable;

/**
 * A Camel context that is one of many. What the class path offers is looked up once for all of them, which is half of
 * the cost of one; nothing else is shared.
 */
class SmallCamelContext extends DefaultCamelContext {

    private static final FactoryFinderResolver SHARED = new SharedFinders();

    @Override
    protected FactoryFinderResolver createFactoryFinderResolver() {
        return SHARED;
    }

    @Override
    protected TypeConverter createTypeConverter() {
        return new Converters(this);
    }

    /** Its own converters, by the list of them that the first one found. */
    private static final class Converters extends DefaultTypeConverter {

        private static final AtomicReference<@Nullable Collection<String>> FOUND = new AtomicReference<>();

        Converters(CamelContext context) {
            super(context, PluginHelper.getPackageScanClassResolver(context), context.getInjector(), false, false);
        }

        @Override
        protected Collection<String> findTypeConverterLoaderClasses() throws IOException {
            Collection<String> found = FOUND.get();
            if (found == null) {
                found = List.copyOf(super.findTypeConverterLoaderClasses());
                FOUND.set(found);
            }
            return found;
        }
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
