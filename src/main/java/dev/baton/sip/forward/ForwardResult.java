package dev.baton.sip.forward;

import java.time.Duration;

/**
 * How a forward ended, with both codes.
 *
 * @param referStatus the answer to the REFER; 0 when there was none
 * @param finalStatus the last status that was reported; 0 when there was none
 * @param reason the peer's words, with nothing but printable characters; empty for none
 * @param took from the first REFER to the end
 */
public record ForwardResult(ForwardOutcome outcome, int referStatus, int finalStatus, String reason, Duration took) {}
