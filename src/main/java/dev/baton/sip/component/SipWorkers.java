package dev.baton.sip.component;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.spi.ExecutorServiceManager;
import org.apache.camel.spi.ThreadPoolProfile;
import org.apache.camel.util.concurrent.ThreadPoolRejectedPolicy;

/** The threads that routes may hold up, so that those of the transport are not. */
final class SipWorkers implements AutoCloseable {

    private static final int EVENTS = 10_000;
    private static final int REQUESTS = 1_000;

    private final ExecutorServiceManager manager;
    private final ExecutorService routes;
    private final ExecutorService requests;
    private final ExecutorService events;
    private final ScheduledExecutorService timer;
    private final ProducerTemplate template;

    /** @param pending how many exchanges may wait for a peer; the queue has room for all of them */
    SipWorkers(CamelContext context, Object source, int threads, int pending) {
        this.manager = context.getExecutorServiceManager();
        this.routes = manager.newThreadPool(source, "SipRoutes", profile("sip-routes", threads, pending));
        this.requests = manager.newThreadPool(source, "SipRequests", profile("sip-requests", threads, REQUESTS));
        // One thread, so that events keep their order.
        this.events = manager.newThreadPool(source, "SipEvents", profile("sip-events", 1, EVENTS));
        this.timer = manager.newSingleThreadScheduledExecutor(source, "SipTimer");
        this.template = context.createProducerTemplate();
    }

    private static ThreadPoolProfile profile(String id, int threads, int queue) {
        ThreadPoolProfile profile = new ThreadPoolProfile(id);
        profile.setPoolSize(threads);
        profile.setMaxPoolSize(threads);
        profile.setMaxQueueSize(queue);
        profile.setAllowCoreThreadTimeOut(true);
        profile.setRejectedPolicy(ThreadPoolRejectedPolicy.Abort);
        return profile;
    }

    /** What comes after an answer. */
    ExecutorService routes() {
        return routes;
    }

    /** What a request of a peer starts; when this is full, the peer is told to come later. */
    ExecutorService requests() {
        return requests;
    }

    ExecutorService events() {
        return events;
    }

    ScheduledExecutorService timer() {
        return timer;
    }

    ProducerTemplate template() {
        return template;
    }

    @Override
    public void close() {
        manager.shutdownNow(timer);
        manager.shutdownGraceful(requests);
        manager.shutdownGraceful(routes);
        manager.shutdownGraceful(events);
        template.stop();
    }
}
