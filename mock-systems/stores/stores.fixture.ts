/** Stores by themselves: the test plays WMS, the carrier and the core. One store with two groups of one product each. */
import type { BusinessLog } from '#orchestrator/contracts/business-log';
import { CORE_SENDER, envelope, PARTNER } from '#orchestrator/contracts/envelope';
import type { CoreToPartner, PartnerToCore } from '#orchestrator/contracts/partner-messages';
import { shipmentKey } from '#orchestrator/contracts/shipment-key';
import { Kernel } from '#sim/kernel';
import { Random } from '#sim/random/random';
import { trapRxErrors } from '#sim/rx/error-trap';
import { type Written, writtenInto } from '../bench.fixture.ts';
import { Doorstep } from '../doorstep.ts';
import type { StoreSettings, StoresSettings } from './settings.ts';
import { StoresSystem } from './stores-system.ts';

/** 2026-01-05T00:00:00Z, a Monday. */
export const START = 1_767_571_200_000;
export const HOUR_MS = 3_600_000;
export const FIRST = 1001;

export const always = (value: number) => ({ kind: 'constant', value }) as const;

/** Open for two hours on each of two days; goods are received from 6 to 8 on the first and the second. */
export const STORE: StoreSettings = {
  name: 'Corner',
  hours: [9, 10, 33, 34].map((hour, i) => ({
    at: START + hour * HOUR_MS,
    weight: 0.5,
    day: i < 2 ? 1 : 2,
    last: i % 2 === 1,
  })),
  windows: [6, 8, 30, 32].map((hour) => START + hour * HOUR_MS),
  receivers: 1,
  dailyUnits: [20, 4],
  startUnits: [15, 3],
};

export const SETTINGS: StoresSettings = {
  numbering: { first: FIRST, stores: 1, groups: 2 },
  groups: [[0], [1]],
  stores: [STORE],
  priceMinor: [100, 250],
  casePack: [6, 3],
  dayFactor: always(1),
  shrinkageShare: 0,
  countDays: null,
  msPerDelivery: always(HOUR_MS / 2),
  msPerCase: always(60_000),
  rememberMs: 60 * 24 * HOUR_MS,
};

export function storesBench(
  changes: Partial<StoresSettings> = {},
  store: Partial<StoreSettings> = {},
  seed = 1,
) {
  const kernel = new Kernel({ start: START });
  trapRxErrors(kernel);
  const written: Written[] = [];
  const said: (PartnerToCore & { readonly at: number })[] = [];
  const books: BusinessLog = writtenInto(written, kernel, START);
  const doorstep = new Doorstep(kernel);
  const log = doorstep.watching(books);
  const settings = { ...SETTINGS, stores: [{ ...STORE, ...store }], ...changes };
  const stores = new StoresSystem({ kernel, log }, new Random(seed), settings, doorstep);
  stores.output.subscribe((message) => said.push({ ...(message as PartnerToCore), at: kernel.now - START }));
  let told = 0;
  const tell = <Kind extends CoreToPartner['kind']>(
    kind: Kind,
    key: number,
    a: number,
    body: Extract<CoreToPartner, { readonly kind: Kind }>['body'],
  ): void => {
    told += 1;
    stores.input.next(envelope(kind, 0, key, PARTNER, stores.partner, CORE_SENDER, told, key, a, 0, body));
  };
  return {
    kernel,
    stores,
    written,
    said,
    tell,
    /** The carrier delivers a shipment of a transfer to the store. */
    deliver: (
      transfer: number,
      products: readonly number[],
      units: readonly number[],
      condition = 0,
      n = 0,
    ) => {
      const shipment = shipmentKey(transfer, n);
      doorstep.send({ shipment, node: 0, products, units });
      log.business('shipmentDelivered', 'carrier', 'shipment', shipment, 1, kernel.now, condition);
    },
    until: (hour: number) => kernel.run({ until: START + hour * HOUR_MS }),
    of: (event: string) => written.filter((each) => each.event === event),
    heard: (kind: string) => said.filter((each) => each.kind === kind),
  };
}
