package dev.baton.sip.location;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.Type;
import org.xbill.DNS.lookup.LookupSession;

/** A DNS server with a handful of records. */
public final class SmallDns implements AutoCloseable {

    private final DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
    private final List<Record> records = new ArrayList<>();
    private final List<String> asked = new ArrayList<>();
    private volatile boolean broken;

    /** @param lines such as {@code example.net SRV 10 5 5060 a.example.net.} */
    public SmallDns(String... lines) throws IOException {
        for (String line : lines) {
            String[] parts = line.split(" ", 3);
            Name name = Name.fromString(parts[0], Name.root);
            records.add(Record.fromString(name, Type.value(parts[1]), DClass.IN, 60, parts[2], Name.root));
        }
        Thread thread = new Thread(this::serve, "small-dns");
        thread.setDaemon(true);
        thread.start();
    }

    public LookupSession session() throws IOException {
        SimpleResolver resolver =
                new SimpleResolver(new InetSocketAddress(InetAddress.getLoopbackAddress(), socket.getLocalPort()));
        resolver.setTimeout(Duration.ofSeconds(10));
        return LookupSession.builder().resolver(resolver).build();
    }

    void breakDown() {
        broken = true;
    }

    synchronized List<String> asked() {
        return List.copyOf(asked);
    }

    private void serve() {
        try {
            while (true) {
                DatagramPacket packet = new DatagramPacket(new byte[4096], 4096);
                socket.receive(packet);
                byte[] question = Arrays.copyOf(packet.getData(), packet.getLength());
                byte[] answer = answer(new Message(question)).toWire();
                socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
            }
        } catch (IOException closed) {
            if (!socket.isClosed()) {
                throw new UncheckedIOException(closed);
            }
        }
    }

    private synchronized Message answer(Message question) {
        Record wanted = question.getQuestion();
        asked.add(Type.string(wanted.getType()) + " " + wanted.getName().toString(true));
        Message answer = new Message(question.getHeader().getID());
        answer.getHeader().setFlag(Flags.QR);
        answer.addRecord(wanted, Section.QUESTION);
        answer.getHeader().setRcode(broken ? Rcode.SERVFAIL : Rcode.NOERROR);
        for (Record record : records) {
            if (!broken && record.getName().equals(wanted.getName()) && record.getType() == wanted.getType()) {
                answer.addRecord(record, Section.ANSWER);
            }
        }
        return answer;
    }

    @Override
    public void close() {
        socket.close();
    }
}
