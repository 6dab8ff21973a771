/** How the core deals with partners, as long as scenarios don't say it themselves. */
import { DEFAULT_PARTNER_POLICY, type PolicyOf } from '#orchestrator/middleware/policy';
import { codeOf } from '#sim/digest';
import type { OutboundWorld } from '../../world/outbound-world.ts';

/** There and back, and as long again. */
const LATENCIES_PER_TIMEOUT = 4;

export function partnerPolicyOf(
  { linkLatencyMs, network: { limits } }: Pick<OutboundWorld, 'linkLatencyMs' | 'network'>,
  seed: string | number,
): PolicyOf {
  const policy = {
    ...DEFAULT_PARTNER_POLICY,
    timeoutMs: Math.max(DEFAULT_PARTNER_POLICY.timeoutMs, LATENCIES_PER_TIMEOUT * Math.ceil(linkLatencyMs)),
    taskEscalationMs: limits.taskEscalationMs,
    jitterSalt: codeOf(`jitter of ${seed}`),
  };
  return () => policy;
}
