package dev.baton.handover;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Why a delivery did not succeed.
 *
 * @param code short and stable, for machines: {@code unauthorized}, {@code rate_limited}, {@code timeout} …
 * @param reason one sentence for a person; never holds a secret
 * @param retryAfter how long the target asked us to wait
 */
public record Failure(FailureClass failureClass, String code, String reason, @Nullable Duration retryAfter) {}
