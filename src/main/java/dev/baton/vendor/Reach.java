package dev.baton.vendor;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** From where an address can be reached, by the IANA special-purpose address registries. */
enum Reach {
    /** Wildcard, link-local (cloud metadata is there), multicast: no target is ever there. */
    NEVER,
    /** This machine or a private network. */
    INTERNAL,
    PUBLIC;

    private static final List<Block> NEVER_TARGETS = blocks(
            "0.0.0.0/8",
            "169.254.0.0/16",
            "224.0.0.0/4",
            "255.255.255.255/32",
            "::/128",
            "fe80::/10",
            "ff00::/8",
            // The metadata service of AWS, the one that is not link-local.
            "fd00:ec2::254/128");
    private static final List<Block> INTERNALS = blocks(
            "10.0.0.0/8",
            "100.64.0.0/10",
            "127.0.0.0/8",
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.168.0.0/16",
            "198.18.0.0/15",
            "240.0.0.0/4",
            "::/96",
            "fc00::/7",
            "fec0::/10");
    private static final Block NAT64 = Block.of("64:ff9b::/96");
    private static final Block SIX_TO_FOUR = Block.of("2002::/16");

    static Reach of(InetAddress address) {
        byte[] bytes = carriedIpv4(address.getAddress());
        if (NEVER_TARGETS.stream().anyMatch(block -> block.contains(bytes))) {
            return NEVER;
        }
        return INTERNALS.stream().anyMatch(block -> block.contains(bytes)) ? INTERNAL : PUBLIC;
    }

    /** The IPv4 address that an IPv6 address stands for, when it does. */
    private static byte[] carriedIpv4(byte[] address) {
        if (NAT64.contains(address) || isIpv4Mapped(address)) {
            return Arrays.copyOfRange(address, 12, 16);
        }
        return SIX_TO_FOUR.contains(address) ? Arrays.copyOfRange(address, 2, 6) : address;
    }

    private static boolean isIpv4Mapped(byte[] address) {
        return address.length == 16 && new BigInteger(1, address).shiftRight(32).equals(BigInteger.valueOf(0xffff));
    }

    private static List<Block> blocks(String... blocks) {
        return Stream.of(blocks).map(Block::of).toList();
    }

    /** @param hostBits how many bits at the end are free */
    private record Block(int bytes, int hostBits, BigInteger network) {

        static Block of(String cidr) {
            String[] parts = cidr.split("/", 2);
            try {
                byte[] address = InetAddress.getByName(parts[0]).getAddress();
                int hostBits = address.length * 8 - Integer.parseInt(parts[1]);
                return new Block(address.length, hostBits, new BigInteger(1, address).shiftRight(hostBits));
            } catch (UnknownHostException e) {
                throw new IllegalArgumentException(cidr, e);
            }
        }

        boolean contains(byte[] address) {
            return address.length == bytes
                    && new BigInteger(1, address).shiftRight(hostBits).equals(network);
        }
    }
}
