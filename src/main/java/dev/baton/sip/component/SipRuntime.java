package dev.baton.sip.component;

import dev.baton.sip.forward.SipStack;
import dev.baton.sip.policy.ForwardGuard;
import dev.baton.sip.transaction.RequestHandler;
import dev.baton.sip.transport.ListeningPoint;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.Stream;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.health.HealthCheckRegistry;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a component has open while it runs, from the first endpoint on that starts. Thread-safe. */
final class SipRuntime implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SipRuntime.class);
    private static final String ANY_PORT = "udp:0.0.0.0:0,tcp:0.0.0.0:0";

    private final SipComponent component;
    private final Doors doors = new Doors();
    private @Nullable SipStack stack;
    private @Nullable ForwardGuard guard;
    private @Nullable SipWorkers workers;
    private @Nullable SipMeters meters;
    private @Nullable SipPeersHealthCheck health;
    private @Nullable String ownHost;
    private boolean closed;

    SipRuntime(SipComponent component) {
        this.component = component;
    }

    /** @throws RuntimeCamelException when a listening point cannot be opened */
    synchronized SipStack stack() {
        checkOpen();
        if (stack == null) {
            SipStack given = component.getStack();
            if (given != null) {
                // Who opened it counts it.
                stack = given;
                return given;
            }
            stack = new StackOpener(component).open(points());
            meters().bind(stack);
            checkHealth(stack);
        }
        return stack;
    }

    private List<ListeningPoint> points() {
        return ListenOption.parse(component.getListen() == null ? ANY_PORT : component.getListen());
    }

    private void checkHealth(SipStack opened) {
        HealthCheckRegistry checks = HealthCheckRegistry.get(component.getCamelContext());
        if (checks != null) {
            health = new SipPeersHealthCheck(opened);
            checks.register(health);
        }
    }

    /** @throws RuntimeCamelException when the record cannot be read */
    synchronized ForwardGuard guard() {
        checkOpen();
        if (guard == null) {
            guard = component.getGuard() == null ? openGuard() : component.getGuard();
        }
        return guard;
    }

    private ForwardGuard openGuard() {
        String folder = component.getRecordFolder();
        if (folder == null) {
            return ForwardGuard.inMemory(Clock.systemUTC());
        }
        try {
            return ForwardGuard.inFolder(Path.of(folder), Clock.systemUTC());
        } catch (IOException e) {
            throw new RuntimeCamelException("The record of forwards, option recordFolder: " + e, e);
        }
    }

    synchronized SipWorkers workers() {
        checkOpen();
        if (workers == null) {
            workers = new SipWorkers(
                    component.getCamelContext(),
                    component,
                    component.getWorkerThreads(),
                    component.getMaxPendingForwards());
        }
        return workers;
    }

    synchronized SipMeters meters() {
        if (meters == null) {
            MeterRegistry registry = component.getMeterRegistry();
            meters = new SipMeters(
                    registry != null
                            ? registry
                            : component.getCamelContext().getRegistry().findSingleByType(MeterRegistry.class));
        }
        return meters;
    }

    /** A consumer answers on the shared stack when that listens at its address, and otherwise opens its own. */
    synchronized SipCallConsumer.SipDoor open(SipCallEndpoint endpoint, RequestHandler handler) {
        SipStack at = component.getStack();
        if (at == null) {
            List<ListeningPoint> wanted = ListenOption.of(endpoint.located().uri());
            boolean shared = !Collections.disjoint(points(), wanted);
            at = shared ? stack() : new StackOpener(component).open(wanted);
            return doors.open(at, !shared, endpoint.getOperation(), handler);
        }
        return doors.open(stack(), false, endpoint.getOperation(), handler);
    }

    /** What peers are told to reach us by. */
    String advertised() {
        return AdvertisedHost.of(component.getAdvertisedHost(), points());
    }

    synchronized List<SipStack.PeerState> peers() {
        return stack == null ? List.of() : stack.peers();
    }

    /** The host of our own address, as a URI writes it. */
    synchronized String ownHost() {
        if (ownHost == null) {
            String host = advertised();
            ownHost = host.indexOf(':') < 0 ? host : "[" + host + "]";
        }
        return ownHost;
    }

    /** From now on things are opened when they are needed. */
    synchronized void open() {
        closed = false;
    }

    private void checkOpen() {
        if (closed) {
            throw new RejectedExecutionException("the sip component is stopped");
        }
    }

    /** First the stack, which tells all forwards that they end, then what exchanges go on with. */
    @Override
    public void close() {
        List<AutoCloseable> open = new ArrayList<>();
        synchronized (this) {
            closed = true;
            HealthCheckRegistry checks = HealthCheckRegistry.get(component.getCamelContext());
            if (checks != null && health != null) {
                checks.unregister(health);
            }
            Stream.of(
                            component.getStack() == null ? stack : null,
                            meters,
                            workers,
                            component.getGuard() == null ? guard : null)
                    .filter(Objects::nonNull)
                    .forEach(open::add);
            stack = null;
            meters = null;
            workers = null;
            guard = null;
            health = null;
        }
        // Not within the lock: routes that are still running would wait for it.
        open.forEach(SipRuntime::close);
    }

    private static void close(AutoCloseable part) {
        try {
            part.close();
        } catch (Exception e) {
            LOG.warn("A part of the sip component could not be closed: {}", e.toString());
        }
    }
}
