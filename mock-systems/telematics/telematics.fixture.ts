/** The telematics provider by itself: the test plays the core, and the carrier whose vehicle the device rides with. */
import { CORE_SENDER, envelope, PARTNER } from '#orchestrator/contracts/envelope';
import type { PartnerToCore } from '#orchestrator/contracts/partner-messages';
import { Kernel } from '#sim/kernel';
import { Random } from '#sim/random/random';
import { trapRxErrors } from '#sim/rx/error-trap';
import { type Written, writtenInto } from '../bench.fixture.ts';
import { UnderWay } from '../under-way.ts';
import type { ExcursionSettings, TelematicsSettings } from './settings.ts';
import { TelematicsSystem } from './telematics-system.ts';

/** 2026-01-05T00:00:00Z, a Monday. */
export const START = 1_767_571_200_000;
export const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;
export const CARRIER = 4;

const TRACK = 31;

export const always = (value: number) => ({ kind: 'constant', value }) as const;

/** Every trip has a device that is always heard, right, and speaks every six hours. */
export const PLAIN: TelematicsSettings = {
  fitted: { LTL: 1 },
  fittedOf: [],
  everyMs: 6 * HOUR_MS,
  readingsMax: 24,
  deadZoneShare: 0,
  flatShare: 0,
  wrongShare: 0,
  skewMs: null,
  estimateError: always(0),
  excursions: null,
  rememberMs: 60 * DAY_MS,
};

/** Every trip gets warm for two hours. */
export const WARM: ExcursionSettings = {
  share: 1,
  seasons: [],
  laneSpread: 0,
  ms: always(2 * HOUR_MS),
  peakTenths: always(45),
  alarmAfterMs: HOUR_MS / 2,
};

export type Said = PartnerToCore & { readonly at: number };

interface Way {
  readonly departedAt: number;
  readonly plannedMs: number;
  readonly reallyMs: number;
}

/** Ways are even: planned in two days, and really as long as `depart` says. */
export function telematicsBench(settings: Partial<TelematicsSettings> = {}, seed = 1) {
  const kernel = new Kernel({ start: START });
  trapRxErrors(kernel);
  const written: Written[] = [];
  const said: Said[] = [];
  const ways = new Map<number, Way>();
  const underWay = new UnderWay(kernel);
  const log = underWay.watching(writtenInto(written, kernel, START));
  underWay.connectCarrier(CARRIER, {
    rideOf: (load) => {
      const way = ways.get(load);
      if (way === undefined) return null;
      const { departedAt, plannedMs } = way;
      return { lane: 1, cutoff: -1, mode: 'LTL', departedAt, plannedAt: departedAt + plannedMs };
    },
    progressOf: (load) => {
      const { departedAt, reallyMs } = ways.get(load)!;
      return Math.min(1, (kernel.now - departedAt) / reallyMs);
    },
  });
  const telematics = new TelematicsSystem(
    { kernel, log },
    new Random(seed),
    { ...PLAIN, ...settings },
    underWay,
    (order) => order,
  );
  telematics.output.subscribe((message) =>
    said.push({ ...(message as PartnerToCore), at: kernel.now - START }),
  );
  let told = 0;
  return {
    kernel,
    telematics,
    written,
    said,
    follow: (key: number, cold = 0): void => {
      told += 1;
      telematics.input.next(
        envelope(
          'followTrip',
          TRACK,
          key,
          PARTNER,
          telematics.partner,
          CORE_SENDER,
          told,
          key,
          CARRIER,
          cold,
          null,
        ),
      );
    },
    depart: (key: number, reallyMs = 2 * DAY_MS): void => {
      ways.set(key, { departedAt: kernel.now, plannedMs: 2 * DAY_MS, reallyMs });
      log.business('loadDeparted', 'carrier', 'load', key, 1, CARRIER, 0);
    },
    end: (key: number, event = 'loadDelivered'): void =>
      log.business(event, 'carrier', 'load', key, 1, CARRIER, 0),
    until: (ms: number) => kernel.run({ until: START + ms }),
    positions: () => said.filter((each) => each.kind === 'positionReported'),
    kinds: () => said.map(({ kind }) => kind),
  };
}
