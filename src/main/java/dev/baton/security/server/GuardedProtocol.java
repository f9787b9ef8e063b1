package dev.baton.security.server;

import java.io.IOException;
import java.time.Duration;
import org.apache.coyote.Adapter;
import org.apache.coyote.Processor;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.coyote.http11.Http11Processor;
import org.apache.tomcat.util.net.AbstractEndpoint.Handler.SocketState;
import org.apache.tomcat.util.net.SocketWrapperBase;

/**
 * HTTP/1.1 whose request heads must arrive in a certain time. Tomcat's own timeout begins again with every byte, so that
 * one byte in nine seconds would hold a connection for a day.
 */
public final class GuardedProtocol extends Http11NioProtocol {

    private Duration headWithin = Duration.ofSeconds(10);

    /** Asks for a body only when somebody reads it, not for one whose request is refused by its head. */
    public GuardedProtocol() {
        setContinueResponseTiming("onRead");
    }

    /** @param headWithin the time from the first byte of a request to the last one of its head */
    public void setHeadWithin(Duration headWithin) {
        this.headWithin = headWithin;
    }

    @Override
    protected Processor createProcessor() {
        return new Guarded(this, getAdapter(), headWithin.toNanos());
    }

    private static final class Guarded extends Http11Processor {

        private final long headWithin;

        Guarded(AbstractHttp11Protocol<?> protocol, Adapter adapter, long headWithin) {
            super(protocol, adapter);
            this.headWithin = headWithin;
        }

        /** Called with every part of a head; LONG says that there must come more. */
        @Override
        public SocketState service(SocketWrapperBase<?> socket) throws IOException {
            SocketState state = super.service(socket);
            long begun = getRequest().getStartTimeNanos();
            boolean incomplete = state == SocketState.LONG && !isAsync() && begun >= 0;
            return incomplete && System.nanoTime() - begun > headWithin ? SocketState.CLOSED : state;
        }
    }
}
