package dev.baton.connector;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.Component;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.ComponentResolver;
import org.jspecify.annotations.Nullable;

/**
 * A Camel context that gives endpoints some of their options beside the URI instead of in it. An endpoint's URI is read,
 * decoded and written several times on its way to the component, and no way of writing survives that for every value.
 */
final class TargetCamelContext extends SmallCamelContext {

    private static final Pattern OPTION = Pattern.compile("[?&]([^?&=]+)=(baton\\.option\\.\\d+)(?=&|$)");

    private static final Pattern LAST_BACKSLASH = Pattern.compile("(?s)\\\\(?=.?\\z)");

    private static final Set<String> SIP = Set.of("sip", "sips");

    private final ActiveTarget target;
    private final TargetSip sip;
    private final Map<String, Object> options = new HashMap<>();
    private @Nullable Component calls;
    private int properties;

    TargetCamelContext(ActiveTarget target, TargetSip sip) {
        this.target = target;
        this.sip = sip;
    }

    /** Its own SIP calls, which go through the gateway's one endpoint; a new component would open another. */
    @Override
    protected ComponentResolver createComponentResolver() {
        ComponentResolver others = super.createComponentResolver();
        return (name, context) -> SIP.contains(name) ? sip() : others.resolveComponent(name, context);
    }

    private Component sip() {
        if (calls == null) {
            calls = sip.component(this, target);
        }
        return calls;
    }

    /** Remembers the value and returns the text that stands for it in the URI, as the whole value of an option. */
    String option(Object value) {
        String mark = "baton.option." + options.size();
        options.put(mark, value);
        return mark;
    }

    /** Remembers the value and returns the name of the property that has it. */
    String property(String value) {
        String name = "baton.value." + properties++;
        property(name, value);
        return name;
    }

    /** Keeps a value where Camel's references and placeholders find it. */
    void property(String name, String value) {
        // Camel loses a backslash that is among the last two characters, unless there is one more.
        String kept = LAST_BACKSLASH.matcher(value).replaceFirst(Matcher.quoteReplacement("\\\\"));
        getPropertiesComponent().addOverrideProperty(name, kept);
    }

    @Override
    protected Endpoint doGetEndpoint(
            String uri, @Nullable Map<String, Object> parameters, boolean normalized, boolean prototype) {
        Map<String, Object> all = parameters == null ? new HashMap<>() : new HashMap<>(parameters);
        Matcher option = OPTION.matcher(uri);
        while (option.find()) {
            Object value = options.get(option.group(2));
            if (value != null) {
                all.put(option.group(1), value);
            }
        }
        return super.doGetEndpoint(uri, all.isEmpty() ? parameters : all, normalized, prototype);
    }
}
