package dev.baton.security;

import dev.baton.security.server.GuardedProtocol;
import dev.baton.security.server.LeftoverValve;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletRegistration;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServer;

/** The gateway's server with its door, and behind it somebody who writes down whatever comes through. */
final class DoorOnTomcat implements AutoCloseable {

    static final String KEY = "key-of-halo";
    private static final int THREADS = 20;

    private final List<String> reached = new CopyOnWriteArrayList<>();
    private final WebServer server;

    /** @param within the time for a head, and again for a body */
    DoorOnTomcat(Duration within) {
        TomcatServletWebServerFactory factory = new TomcatServletWebServerFactory(0);
        factory.setAddress(InetAddress.getLoopbackAddress());
        factory.addEngineValves(new LeftoverValve());
        factory.setProtocol(GuardedProtocol.class.getName());
        factory.addConnectorCustomizers(connector -> {
            GuardedProtocol protocol = (GuardedProtocol) connector.getProtocolHandler();
            protocol.setHeadWithin(within);
            protocol.setMaxThreads(THREADS);
            protocol.setConnectionTimeout(10_000);
        });
        Doorkeeper doorkeeper = new Doorkeeper(new Clients(Map.of("halo", Sha256Hex.of(KEY))));
        server = factory.getWebServer(context -> {
            FilterRegistration.Dynamic door =
                    context.addFilter("door", new FrontDoor(doorkeeper, () -> true, type -> {}, within));
            door.setAsyncSupported(true);
            door.addMappingForUrlPatterns(EnumSet.allOf(DispatcherType.class), false, "/*");
            ServletRegistration.Dynamic behind = context.addServlet("behind", new Behind());
            behind.setAsyncSupported(true);
            behind.addMapping("/");
        });
        server.start();
    }

    /** Method, path and body of every request that came through, in order. */
    List<String> reached() {
        return reached;
    }

    int port() {
        return server.getPort();
    }

    Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port());
        socket.setSoTimeout(20_000);
        return socket;
    }

    @Override
    public void close() {
        server.stop();
    }

    private final class Behind extends HttpServlet {
        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
            byte[] body = (byte[]) request.getAttribute(FrontDoor.BODY);
            reached.add(request.getMethod() + " " + request.getRequestURI() + " "
                    + (body == null ? "" : new String(body, StandardCharsets.UTF_8)));
            response.getWriter().print("ok");
        }
    }
}
