/** How the carriers of a scenario are connected -> what the channels of a twin are set to. */
import type { Distribution } from '#sim/random/distributions';
import type { DurationDistribution } from '../../schema/distributions.ts';
import type { NetworkSection } from '../../schema/outbound/network.ts';
import type { RestSection, X12Section } from '../../schema/outbound/partners.ts';
import { durationMs } from '../../schema/units.ts';
import { drawnMs } from '../draws.ts';
import {
  NO_REST_FAULTS,
  NO_X12_FAULTS,
  type PartnerSettings,
  type RestSettings,
  type X12Settings,
} from '../partner-settings.ts';

export function partnersOf({ carriers }: NetworkSection): PartnerSettings[] {
  return carriers.flatMap(({ x12, rest }, carrier): PartnerSettings[] => {
    if (x12 !== undefined) return [x12Settings(x12, carrier)];
    return rest === undefined ? [] : [restSettings(rest, carrier)];
  });
}

function x12Settings(section: X12Section, carrier: number): X12Settings {
  const { faults, acknowledgementFaults } = section;
  return {
    protocol: 'x12',
    carrier,
    scac: section.scac,
    shipper: section.shipper,
    batchEveryMs: durationMs(section.batchEvery),
    pollEveryMs: durationMs(section.pollEvery),
    acknowledgeMs: drawnMs(section.acknowledge),
    acknowledgementTimeoutMs: durationMs(section.acknowledgementTimeout),
    faults: {
      ...NO_X12_FAULTS,
      ...sharesOf(faults),
      acknowledgementLost: acknowledgementFaults.lost ?? 0,
      acknowledgementDelayed: acknowledgementFaults.delayed ?? 0,
      delayMs: delayOf(faults.delayBy),
    },
  };
}

function restSettings(section: RestSection, carrier: number): RestSettings {
  const { faults } = section;
  return {
    protocol: 'rest',
    carrier,
    serviceMs: drawnMs(section.service),
    retryAfterSeconds: Math.ceil(durationMs(section.retryAfter) / 1000),
    repostAfterMs: durationMs(section.repostAfter),
    faults: { ...NO_REST_FAULTS, ...sharesOf(faults), delayMs: delayOf(faults.delayBy) },
  };
}

/** Shares only; what is not written is 0. */
function sharesOf(faults: object): Record<string, number> {
  return Object.fromEntries(Object.entries(faults).filter(([, value]) => typeof value === 'number'));
}

function delayOf(written: DurationDistribution | undefined): Distribution {
  return written === undefined ? { kind: 'constant', value: 0 } : drawnMs(written);
}
