package dev.baton.catalog;

import java.util.Set;
import java.util.TreeSet;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.TemplatedRouteBuilder;

/**
 * The route {@code deliver-<target>} of every target, made from the template in {@code routes/}. Its id and its metrics
 * outlive every version of the target.
 */
final class DeliveryRoutes {

    private final CamelContext context;
    private final Set<String> targets = new TreeSet<>();

    DeliveryRoutes(CamelContext context) {
        this.context = context;
    }

    /** Makes the routes that are missing. */
    void add(Set<String> wanted) throws Exception {
        for (String target : wanted) {
            if (!targets.contains(target)) {
                TemplatedRouteBuilder.builder(context, "deliver")
                        .routeId(id(target))
                        .parameter("target", target)
                        .add();
                targets.add(target);
            }
        }
    }

    /** @return the targets whose routes were taken away, because they are not wanted any more */
    Set<String> retain(Set<String> wanted) throws Exception {
        Set<String> gone = new TreeSet<>(targets);
        gone.removeAll(wanted);
        for (String target : gone) {
            context.getRouteController().stopRoute(id(target));
            context.removeRoute(id(target));
            context.removeEndpoints("direct:" + id(target));
            targets.remove(target);
        }
        return gone;
    }

    private static String id(String target) {
        return "deliver-" + target;
    }
}
