/** How SIP messages come and go: UDP, TCP and TLS on Netty. No thread of it ever waits. */
@NullMarked
package dev.baton.sip.transport;

import org.jspecify.annotations.NullMarked;
