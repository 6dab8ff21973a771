/** CRM by itself: the test plays ERP, WMS and carriers at the doorstep, and the core. */

import type { CoreToCrm } from '#orchestrator/contracts/crm';
import { CORE_SENDER, envelope, PARTNER } from '#orchestrator/contracts/envelope';
import { CONDITION } from '#orchestrator/contracts/erp';
import { Kernel } from '#sim/kernel';
import type { Distribution } from '#sim/random/distributions';
import { Random } from '#sim/random/random';
import { trapRxErrors } from '#sim/rx/error-trap';
import { linesInto, noteSaid, type Said } from '../bench.fixture.ts';
import { Doorstep } from '../doorstep.ts';
import { type ReturnParcel, ReturnParcels } from '../return-parcels.ts';
import { CrmSystem } from './crm-system.ts';
import type { CrmSettings, CustomerProfile, DisputeSettings, ReturnProfile } from './settings.ts';

/** 2026-01-05T00:00:00Z, a Monday. */
export const START = 1_767_571_200_000;
export const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;
/** Of every order of the bench, after `START`. */
export const PROMISED = START + 5 * DAY_MS;

export const always = (value: number): Distribution => ({ kind: 'constant', value });

/** Complains of everything, and does nothing else. */
export const PLAIN: CustomerProfile = {
  name: 'plain',
  urgency: { share: 0, afterMs: always(DAY_MS), priority: 0, withinMs: DAY_MS },
  question: { share: 0, beforeMs: always(DAY_MS), patienceMs: 4 * HOUR_MS },
  complaint: {
    lateShare: 1,
    lateAfterMs: HOUR_MS,
    shortShare: 1,
    shortAfterMs: DAY_MS,
    damagedShare: 1,
    wrongShare: 0,
    afterMs: always(2 * HOUR_MS),
    repeatMs: DAY_MS,
    timesMax: 3,
  },
  returns: null,
};

export const RETURNS: ReturnProfile = {
  share: 1,
  afterMs: always(3 * DAY_MS),
  partShare: 0,
  partFactor: always(0.5),
  tooManyShare: 0,
  reasonWeights: [1, 0, 0, 0],
  neverShare: 0,
  strangeShare: 0,
  strangeUnits: 1,
  wornShare: 0,
  wornFactor: always(0.5),
  packMs: always(DAY_MS),
  transitMs: always(2 * DAY_MS),
};

export function plainBut<Part extends 'urgency' | 'question' | 'complaint'>(
  part: Part,
  more: Partial<CustomerProfile[Part]>,
): CustomerProfile {
  return { ...PLAIN, [part]: { ...PLAIN[part], ...more } };
}

export function returning(more: Partial<ReturnProfile> = {}): CustomerProfile {
  return { ...PLAIN, returns: { ...RETURNS, ...more } };
}

export class CrmBench {
  readonly kernel = new Kernel({ start: START });
  readonly said: Said[] = [];
  readonly log: string[] = [];
  /** As they arrived; `at` in ms since `START`. */
  readonly parcels: (ReturnParcel & { readonly at: number })[] = [];
  readonly doorstep: Doorstep;
  readonly crm: CrmSystem;
  private readonly seen: ReturnType<Doorstep['watching']>;
  private counter = 0;

  constructor(
    profile: CustomerProfile,
    {
      seed = 1,
      lookEveryMs = 7 * DAY_MS,
      looksMax = 10,
      disputes = undefined as DisputeSettings | undefined,
    } = {},
  ) {
    trapRxErrors(this.kernel);
    const log = linesInto(this.log);
    this.doorstep = new Doorstep(this.kernel);
    this.seen = this.doorstep.watching({ business: () => {} });
    const parcels = new ReturnParcels(this.kernel);
    parcels.connect((parcel) => this.parcels.push({ ...parcel, at: this.kernel.now - START }));
    const settings: CrmSettings = {
      ...(disputes === undefined ? {} : { disputes }),
      classes: [profile],
      classOf: [0],
      lookEveryMs,
      looksMax,
    };
    const context = { kernel: this.kernel, log };
    this.crm = new CrmSystem(context, new Random(seed), settings, (order) => order, this.doorstep, parcels);
    noteSaid(this.crm, this.said, this.kernel, START);
  }

  /** ERP writes down an order of ten units. */
  order(no: number, units = 10, promisedAt = PROMISED): this {
    this.seen.business('orderReleased', 'ERP', 'order', no, 1, units, 0);
    this.seen.business('orderPromised', 'ERP', 'order', no, 1, promisedAt, 0);
    return this;
  }

  happens(event: 'orderCancelled' | 'orderRejected' | 'orderChanged', no: number): this {
    this.seen.business(event, 'ERP', 'order', no, 1, 0, 0);
    return this;
  }

  /** ERP promises another day than before, as its customer wants. */
  repromised(no: number, promisedAt: number): this {
    this.seen.business('orderRepromised', 'ERP', 'order', no, 1, promisedAt, 0);
    return this;
  }

  /** WMS has loaded it, and the carrier brings it at once. */
  brings(shipment: number, units: readonly number[], condition: number = CONDITION.good): this {
    this.doorstep.send({ shipment, node: 2, products: units.map((_, line) => line), units });
    this.seen.business('shipmentDelivered', 'carrier', 'shipment', shipment, 1, this.kernel.now, condition);
    return this;
  }

  /** ERP bills it. @param mistake `BILL_DISPUTE`; -1 = it is right */
  bills(shipment: number, mistake = -1): this {
    if (mistake >= 0) this.seen.business('billMistaken', 'ERP', 'shipment', shipment, 1, 100, mistake);
    this.seen.business('customerBilled', 'ERP', 'shipment', shipment, 1, 5_000, 0);
    return this;
  }

  tell(kind: CoreToCrm['kind'], key: number, a: number, b: number, body: unknown = null): this {
    this.counter += 1;
    this.crm.input.next(
      envelope(kind, 8, key, PARTNER, this.crm.partner, CORE_SENDER, this.counter, key, a, b, body),
    );
    return this;
  }

  until(ms: number): this {
    this.kernel.run({ until: START + ms });
    return this;
  }

  run(): this {
    this.kernel.run();
    return this;
  }

  of(kind: string): Said[] {
    return this.said.filter((each) => each.kind === kind);
  }
}
