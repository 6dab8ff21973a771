/** Customs by itself: the test plays the core, and the drivers at the border. */
import type { Declaration } from '#orchestrator/contracts/customs';
import { CUSTOMS_HOLD } from '#orchestrator/contracts/customs';
import { CORE_SENDER, envelope, PARTNER } from '#orchestrator/contracts/envelope';
import type { CoreToPartner, PartnerToCore } from '#orchestrator/contracts/partner-messages';
import { Kernel } from '#sim/kernel';
import { Random } from '#sim/random/random';
import { trapRxErrors } from '#sim/rx/error-trap';
import { type Written, writtenInto } from '../bench.fixture.ts';
import { Border } from '../border.ts';
import { CustomsSystem } from './customs-system.ts';
import type { CustomsRegime } from './settings.ts';

/** 2026-01-05T00:00:00Z, a Monday. */
export const START = 1_767_571_200_000;
export const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;
export const ABROAD = 1;
export const CARRIER = 4;

const ENTRY = 23;

export const always = (value: number) => ({ kind: 'constant', value }) as const;

/** Reads in an hour, at any hour, and lets everything in. */
export const PLAIN: CustomsRegime = {
  desk: [],
  acceptanceMs: always(HOUR_MS),
  queryShare: 0,
  queryAgainShare: 0,
  exams: [],
  tightening: [],
  refusedShare: 0,
  abandonAfterMs: 15 * DAY_MS,
};

export const XRAY = {
  kind: CUSTOMS_HOLD.xray,
  share: 1,
  ms: always(2 * DAY_MS),
  feeMinor: always(25_000),
};

export const GOODS: Declaration = { lane: 1, cutoff: -1, products: [0], units: [5], valueMinor: 90_000 };

export type Said = PartnerToCore & { readonly at: number };

/** @param regime of the country abroad */
export function customsBench(regime: Partial<CustomsRegime> = {}, seed = 1) {
  const kernel = new Kernel({ start: START });
  trapRxErrors(kernel);
  const written: Written[] = [];
  const said: Said[] = [];
  const words: number[][] = [];
  const log = writtenInto(written, kernel, START);
  const border = new Border(kernel, [0, ABROAD], [false, true]);
  border.connectCarrier(CARRIER, (load, word) => words.push([load, word, kernel.now - START]));
  const settings = { countries: [null, { ...PLAIN, ...regime }], rememberMs: 60 * DAY_MS };
  const customs = new CustomsSystem({ kernel, log }, new Random(seed), settings, border, (order) => order);
  customs.output.subscribe((message) => said.push({ ...(message as PartnerToCore), at: kernel.now - START }));
  let told = 0;
  const tell = <Kind extends CoreToPartner['kind']>(
    kind: Kind,
    key: number,
    a: number,
    b: number,
    body: Extract<CoreToPartner, { readonly kind: Kind }>['body'],
  ): void => {
    told += 1;
    customs.input.next(
      envelope(kind, ENTRY, key, PARTNER, customs.partner, CORE_SENDER, told, key, a, b, body),
    );
  };
  return {
    kernel,
    customs,
    border,
    written,
    said,
    words,
    tell,
    lodge: (key: number, changes: Partial<Declaration> = {}) =>
      tell('lodgeDeclaration', key, key, ABROAD, { ...GOODS, ...changes }),
    arrive: (key: number) => border.arrive(key, ABROAD, CARRIER),
    until: (ms: number) => kernel.run({ until: START + ms }),
    events: () => written.map(({ event }) => event),
  };
}
