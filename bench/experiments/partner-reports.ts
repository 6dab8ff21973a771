/** From what a run metered of its partners to their integration KPIs: see `PARTNER_KPIS`. */
import {
  CARRIER_FIRST,
  CRM,
  CUSTOMS,
  ERP,
  FLEET,
  NEXT_ERP,
  STORES,
  SUPPLIER_PORTAL,
  TELEMATICS,
  TMS,
  WMS,
} from '#orchestrator/contracts/partners';
import { ratio } from '#reports/kpis/outbound/measures';
import type { PartnerReport } from '#reports/kpis/partners/partner-catalogue';
import type { MeteredPartner } from '#scenarios/metering/partner-meter';
import type { OutboundWorld } from '#scenarios/world/outbound-world';
import { ownPartner } from '#scenarios/world/own-process';

const NAMES: ReadonlyMap<number, string> = new Map([
  [ERP, 'ERP'],
  [NEXT_ERP, 'NEXT-ERP'],
  [WMS, 'WMS'],
  [TMS, 'TMS'],
  [SUPPLIER_PORTAL, 'SUPPLIER'],
  [CUSTOMS, 'CUSTOMS'],
  [TELEMATICS, 'TELEMATICS'],
  [CRM, 'CRM'],
  [STORES, 'STORES'],
  [FLEET, 'FLEET'],
]);

/** By partner number. @param endedAt epoch ms */
export function partnerReports(
  world: Pick<OutboundWorld, 'names' | 'startAt' | 'ownProcesses'>,
  partners: readonly MeteredPartner[],
  endedAt: number,
): PartnerReport[] {
  return partners.map(({ figures, acknowledged, lag, door }) => {
    const { partner, takenAtOnce, takenLater, deadLetters } = figures;
    const over = (ms: number): number | null => ratio(ms, endedAt - world.startAt);
    return {
      no: partner,
      name: nameOf(partner, world),
      sent: figures.sent,
      taken: takenAtOnce + takenLater,
      firstAttemptShare: ratio(takenAtOnce, takenAtOnce + takenLater + deadLetters),
      retries: figures.retries,
      failed: figures.failed,
      throttled: figures.throttled,
      acknowledgedP50: acknowledged.quantile(0.5),
      acknowledgedP95: acknowledged.quantile(0.95),
      waiting: figures.depth,
      waitingMax: figures.depthMax,
      waitingMean: over(figures.depthArea),
      openShare: over(figures.openMs),
      openings: figures.openings,
      pausedShare: over(figures.pausedMs),
      deadLetters,
      resent: figures.resent,
      dropped: figures.dropped,
      received: figures.received,
      duplicates: figures.duplicates,
      turnedAway: figures.turnedAway,
      doorP50: door.quantile(0.5),
      doorP95: door.quantile(0.95),
      unknownCodes: figures.unknownCodes,
      timelinessP50: lag.quantile(0.5),
      timelinessP95: lag.quantile(0.95),
      timelyShare: ratio(figures.timely, lag.size),
    };
  });
}

function nameOf(
  partner: number,
  { names: { carriers }, ownProcesses = [] }: Pick<OutboundWorld, 'names' | 'ownProcesses'>,
): string {
  if (partner >= CARRIER_FIRST)
    return carriers[partner - CARRIER_FIRST] ?? `carrier ${partner - CARRIER_FIRST}`;
  const own = ownProcesses.find((_, no) => ownPartner(no) === partner);
  return own?.system.name ?? NAMES.get(partner) ?? `partner ${partner}`;
}
