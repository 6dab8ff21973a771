/** How the carriers of a scenario are connected -> what the channels of a twin are set to. */
import type { Distribution } from '#sim/random/distributions';
import type { DurationDistribution } from '../../../schema/distributions.ts';
import type { NetworkSection } from '../../../schema/outbound/network.ts';
import type {
  FilesSection,
  RestSection,
  RotationSection,
  X12Section,
} from '../../../schema/outbound/partners.ts';
import { durationMs } from '../../../schema/units.ts';
import { drawnMs } from '../../draws.ts';
import {
  type FilesLine,
  type KeyRotation,
  NO_FILES_FAULTS,
  NO_REST_FAULTS,
  NO_X12_FAULTS,
  type PartnerSettings,
  type RestSettings,
  type TokenSettings,
  type X12Settings,
} from '../../partner-settings.ts';

/** @param startAt of the run, epoch ms */
export function partnersOf({ carriers }: NetworkSection, startAt: number): PartnerSettings[] {
  return carriers.flatMap(({ x12, rest, files }, carrier): PartnerSettings[] => {
    if (x12 !== undefined) return [x12Settings(x12, carrier)];
    if (files !== undefined) return [{ protocol: 'files', carrier, ...filesLineOf(files) }];
    return rest === undefined ? [] : [restSettings(rest, carrier, startAt)];
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

function restSettings(section: RestSection, carrier: number, startAt: number): RestSettings {
  const { faults } = section;
  const rotation = section.webhook?.rotation;
  return {
    protocol: 'rest',
    carrier,
    serviceMs: drawnMs(section.service),
    retryAfterSeconds: Math.ceil(durationMs(section.retryAfter) / 1000),
    repostAfterMs: durationMs(section.repostAfter),
    ...(section.token === undefined ? {} : { token: tokenOf(section.token) }),
    webhookToleranceMs: section.webhook === undefined ? null : durationMs(section.webhook.tolerance),
    ...(rotation === undefined ? {} : { rotation: rotationOf(rotation, startAt) }),
    faults: { ...NO_REST_FAULTS, ...sharesOf(faults), delayMs: delayOf(faults.delayBy) },
  };
}

export function filesLineOf(section: FilesSection): FilesLine {
  const { faults, receiptFaults } = section;
  return {
    mailbox: section.mailbox,
    shipper: section.shipper,
    cutoffEveryMs: durationMs(section.cutoffEvery),
    pollEveryMs: durationMs(section.pollEvery),
    receiptMs: drawnMs(section.receipt),
    receiptTimeoutMs: durationMs(section.receiptTimeout),
    faults: {
      ...NO_FILES_FAULTS,
      ...sharesOf(faults),
      receiptLost: receiptFaults.lost ?? 0,
      receiptLate: receiptFaults.late ?? 0,
      delayMs: delayOf(faults.delayBy),
    },
  };
}

function tokenOf(token: NonNullable<RestSection['token']>): TokenSettings {
  const { lifetime, refresh, skewed = 0, ahead } = token;
  return {
    lifetimeMs: durationMs(lifetime),
    refreshMs: durationMs(refresh),
    skewedShare: skewed,
    aheadMs: ahead === undefined ? 0 : durationMs(ahead),
  };
}

function rotationOf({ at, overlap, takenOver }: RotationSection, startAt: number): KeyRotation {
  const fromAt = startAt + durationMs(at);
  return {
    at: fromAt,
    overlapMs: durationMs(overlap),
    takenOverAt: takenOver === undefined ? Infinity : fromAt + durationMs(takenOver),
  };
}

/** Shares only; what is not written is 0. */
function sharesOf(faults: object): Record<string, number> {
  return Object.fromEntries(Object.entries(faults).filter(([, value]) => typeof value === 'number'));
}

function delayOf(written: DurationDistribution | undefined): Distribution {
  return written === undefined ? { kind: 'constant', value: 0 } : drawnMs(written);
}
