package dev.baton.sip.transport;

import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.DatagramPacket;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes datagrams. */
final class DatagramHandler extends SimpleChannelInboundHandler<DatagramPacket> {

    private static final Logger LOG = LoggerFactory.getLogger(DatagramHandler.class);
    /** Shorter ones are keep-alives of NAT devices. */
    private static final int SHORTEST = 16;

    private final Receiver receiver;

    DatagramHandler(Receiver receiver) {
        this.receiver = receiver;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, DatagramPacket packet) {
        // Nobody can be answered at port 0: whoever claims it, is not there.
        if (packet.sender().getPort() == 0 || packet.content().readableBytes() < SHORTEST) {
            return;
        }
        Origin origin = new Origin(TransportType.UDP, packet.sender(), context.channel(), List.of());
        receiver.receive(ByteBufUtil.getBytes(packet.content()), origin);
    }

    /** Such as "port unreachable" for something that was sent: the socket serves everybody else. */
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        LOG.debug("UDP {}", context.channel().localAddress(), cause);
    }
}
