/** The suppliers' portal by itself, with the test in the core's place and the yard open to look into. */
import { CORE_SENDER, envelope, PARTNER } from '#orchestrator/contracts/envelope';
import type { CoreToSupplier } from '#orchestrator/contracts/suppliers';
import { Kernel } from '#sim/kernel';
import { Random } from '#sim/random/random';
import { trapRxErrors } from '#sim/rx/error-trap';
import { linesInto, noteSaid, type Said } from '../bench.fixture.ts';
import { type Truck, Yard } from '../yard.ts';
import { ORDINARY } from './profiles.ts';
import type { PortalSettings, SupplierProfile } from './settings.ts';
import { SupplierPortal } from './supplier-portal.ts';

/** 2026-01-05T00:00:00Z, a Monday. */
export const START = 1_767_571_200_000;
export const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;

const always = (value: number) => ({ kind: 'constant', value }) as const;

/** Answers in an hour, is ready in a day, drives four hours, announces at once, and is never wrong. */
export const PLAIN: SupplierProfile = {
  name: 'plain',
  confirmation: {
    answerMs: always(HOUR_MS),
    silentShare: 0,
    declinedShare: 0,
    shortShare: 0,
    shortFactor: always(0.5),
  },
  production: { leadTimeMs: always(DAY_MS), lateShare: 0, lateMs: always(DAY_MS) },
  delivery: {
    splitShare: 0,
    splitInto: 2,
    gapMs: always(2 * DAY_MS),
    transitMs: always(4 * HOUR_MS),
    restFollowsShare: 0,
  },
  notice: {
    missingShare: 0,
    lagMs: always(0),
    lateShare: 0,
    lateMs: always(DAY_MS),
    inaccurateShare: 0,
    inaccurateFactor: always(0.5),
    askedSilentShare: 0,
    askedAnswerMs: always(HOUR_MS),
  },
  truck: {
    neverShare: 0,
    lateShare: 0,
    lateMs: always(3 * HOUR_MS),
    earlyShare: 0,
    earlyMs: always(HOUR_MS),
    deviationMs: always(0),
    delayNoticeShare: 0,
  },
  goods: {
    shortShare: 0,
    shortFactor: always(0.5),
    overShare: 0,
    overFactor: always(1.5),
    damagedShare: 0,
    damagedFactor: always(0.1),
  },
  unitsPerHandlingUnit: 10,
};

/** `PLAIN`, but for some of one part. */
export function plainBut<
  Part extends 'confirmation' | 'production' | 'delivery' | 'notice' | 'truck' | 'goods',
>(part: Part, more: Partial<SupplierProfile[Part]>): SupplierProfile {
  return { ...PLAIN, [part]: { ...PLAIN[part], ...more } };
}

export const LIVELY: SupplierProfile = {
  ...ORDINARY,
  name: 'lively',
  confirmation: { ...ORDINARY.confirmation, silentShare: 0.3, declinedShare: 0.1, shortShare: 0.2 },
  production: { ...ORDINARY.production, lateShare: 0.4 },
  delivery: { ...ORDINARY.delivery, splitShare: 0.4, splitInto: 3 },
  notice: { ...ORDINARY.notice, missingShare: 0.3, inaccurateShare: 0.2 },
  truck: { ...ORDINARY.truck, neverShare: 0.05, lateShare: 0.4 },
  goods: { ...ORDINARY.goods, shortShare: 0.2, overShare: 0.1, damagedShare: 0.2 },
};

export class PortalBench {
  readonly kernel = new Kernel({ start: START });
  readonly said: Said[] = [];
  readonly log: string[] = [];
  /** As they came to a gate; `at` in ms since `START`. */
  readonly trucks: (Truck & { readonly at: number })[] = [];
  readonly yard: Yard;
  readonly portal: SupplierPortal;
  private counter = 0;

  constructor(
    profile: SupplierProfile,
    { seed = 1, departures = [] as number[], rememberMs = 60 * DAY_MS } = {},
  ) {
    trapRxErrors(this.kernel);
    const log = linesInto(this.log);
    const settings: PortalSettings = { suppliers: [{ profile, departures }], rememberMs };
    this.yard = new Yard(this.kernel);
    this.yard.connect((truck) => this.trucks.push({ ...truck, at: this.kernel.now - START }));
    this.portal = new SupplierPortal({ kernel: this.kernel, log }, new Random(seed), settings, this.yard);
    noteSaid(this.portal, this.said, this.kernel, START);
  }

  /** @param lines units by product, from product 0 */
  order(key: number, units: readonly number[], dueAt = START): this {
    const lines = units.map((each, product) => ({ product, units: each, unitCostMinor: 100 }));
    return this.tell('sendPurchaseOrder', key, 0, dueAt, { supplier: 0, node: 0, lines, dueAt });
  }

  askForNotice(key: number, asked = 1): this {
    return this.tell('askForNotice', key, 0, asked, null);
  }

  appointment(receipt: number, atMs: number): this {
    return this.tell('confirmAppointment', receipt, 0, START + atMs, { door: 0 });
  }

  cancel(key: number): this {
    return this.tell('cancelRemainder', key, 0, 0, null);
  }

  until(ms: number): this {
    this.kernel.run({ until: START + ms });
    return this;
  }

  run(): this {
    this.kernel.run();
    return this;
  }

  /** What was said of a kind, bodies apart. */
  of(kind: string): Said[] {
    return this.said.filter((each) => each.kind === kind);
  }

  /** Commands are numbered on from here: in a copy, from where those before the snapshot ended. */
  numberFrom(given: number): void {
    this.counter = given;
  }

  private tell(kind: CoreToSupplier['kind'], key: number, a: number, b: number, body: unknown): this {
    this.counter += 1;
    this.portal.input.next(
      envelope(kind, 18, key, PARTNER, this.portal.partner, CORE_SENDER, this.counter, key, a, b, body),
    );
    return this;
  }
}
