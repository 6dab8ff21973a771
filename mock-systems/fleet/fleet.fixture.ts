/** The fleet by itself: the test plays the core. One node, two stores 60 and 120 km from it; a km takes a minute, a stop ten. */
import { CORE_SENDER, envelope, PARTNER } from '#orchestrator/contracts/envelope';
import type { CalledRoute } from '#orchestrator/contracts/fleet';
import type { CoreToPartner, PartnerToCore } from '#orchestrator/contracts/partner-messages';
import { routeKey } from '#orchestrator/contracts/route-key';
import { Kernel } from '#sim/kernel';
import { Random } from '#sim/random/random';
import { trapRxErrors } from '#sim/rx/error-trap';
import { type Written, writtenInto } from '../bench.fixture.ts';
import { FleetSystem } from './fleet-system.ts';
import type { FleetSettings } from './settings.ts';

/** 2026-01-05T00:00:00Z, a Monday. */
export const START = 1_767_571_200_000;
export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const ROUTE = routeKey(0, 0);

const always = (value: number) => ({ kind: 'constant', value }) as const;

export const SETTINGS: FleetSettings = {
  nodes: 1,
  km: [
    [0, 60, 120],
    [60, 0, 60],
    [120, 60, 0],
  ],
  kmPerHour: 60,
  perLegMs: 0,
  traffic: always(1),
  msPerStop: always(10 * MINUTE),
  msPerHandlingUnit: always(MINUTE),
  damagedShare: 0,
  toleranceMs: 0,
  lateRefusedShare: 0,
  refusedShare: 0,
  kmBetweenBreakdowns: null,
  repairMs: always(2 * HOUR),
  dutyMsMax: 14 * HOUR,
  costs: { perRouteMinor: 1_000, perStopMinor: 100, perKmMinor: 1.5 },
  rememberMs: 60 * 24 * HOUR,
};

/** Leaves at one; the first store takes goods from three to four, the second from five. */
export const CALLED: CalledRoute = {
  vehicle: 0,
  cutoff: 0,
  rank: 0,
  departAt: START + HOUR,
  stops: [
    {
      store: 0,
      shipments: [10],
      handlingUnits: [5],
      opensAt: START + 3 * HOUR,
      closesAt: START + 4 * HOUR,
    },
    {
      store: 1,
      shipments: [20, 30],
      handlingUnits: [3, 2],
      opensAt: START + 2 * HOUR,
      closesAt: START + 12 * HOUR,
    },
  ],
};

export function fleetBench(changes: Partial<FleetSettings> = {}, seed = 1) {
  const kernel = new Kernel({ start: START });
  trapRxErrors(kernel);
  const written: Written[] = [];
  const said: (PartnerToCore & { readonly at: number })[] = [];
  const log = writtenInto(written, kernel, START);
  const fleet = new FleetSystem({ kernel, log }, new Random(seed), { ...SETTINGS, ...changes });
  fleet.output.subscribe((message) => said.push({ ...(message as PartnerToCore), at: kernel.now - START }));
  let told = 0;
  const tell = <Kind extends CoreToPartner['kind']>(
    kind: Kind,
    body: Extract<CoreToPartner, { readonly kind: Kind }>['body'],
    key = ROUTE,
  ): void => {
    told += 1;
    fleet.input.next(envelope(kind, 0, key, PARTNER, fleet.partner, CORE_SENDER, told, key, 0, 0, body));
  };
  return {
    kernel,
    fleet,
    written,
    said,
    tell,
    /** Called, loaded with these, and driven to its end. */
    drive: (shipments: readonly number[] = [10, 20, 30], called = CALLED) => {
      tell('callVehicle', called);
      tell('releaseVehicle', { shipments });
      kernel.run();
    },
    of: (event: string) => written.filter((each) => each.event === event),
    heard: (kind: string) => said.filter((each) => each.kind === kind),
  };
}
