/** The gateways of a scenario -> what the twin's are set to. */
import { carrierPartner } from '#orchestrator/contracts/partners';
import type { GatewayLimitsSection, GatewaySection } from '../../../schema/outbound/gateway.ts';
import { durationMs } from '../../../schema/units.ts';
import type { BrokerSettings } from '../../broker-settings.ts';
import type { GatewayLimits, GatewaySettings } from '../../gateway-settings.ts';
import { partnersNamed } from './entry-partners.ts';

/**
 * @param carriers names, by number
 * @param byFile numbers of carriers that speak X12
 */
export function gatewaySettings(
  section: GatewaySection,
  carriers: readonly string[],
  byFile: readonly number[],
  broker: BrokerSettings | undefined,
): GatewaySettings {
  const { in: own, out = [], paced = false } = section;
  const files = byFile.map(carrierPartner);
  const limits = new Map(
    out.flatMap(({ partner, ...each }) =>
      partnersNamed(partner, carriers).map((no) => [no, limitsOf(each)] as const),
    ),
  );
  for (const no of files) limits.delete(no);
  // By a broker they all come, or these do.
  const brokered = broker?.partners ?? [];
  const open = broker === undefined || broker.partners !== null;
  return {
    each: !open || own?.each === undefined ? null : limitsOf(own.each),
    all: open ? (own?.all ?? null) : null,
    passBy: [...files, ...brokered],
    out: [...limits],
    paced,
  };
}

function limitsOf({
  rate,
  concurrent,
  linesPerRequest,
  perDay,
  retryAfter,
}: GatewayLimitsSection): GatewayLimits {
  return {
    rate: rate ?? null,
    concurrent: concurrent?.requests ?? null,
    serviceMs: concurrent === undefined ? 0 : durationMs(concurrent.service),
    linesPerRequest: linesPerRequest ?? null,
    perDay: perDay ?? null,
    tellsWhen: retryAfter !== 'silent',
  };
}
