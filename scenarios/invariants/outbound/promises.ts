/**
 * no-promise-past-cutoff: no order is promised for before its release; and where demand is generated, it is promised for the end of
 * a day on which its customer takes goods in.
 */

import type { DemandSettings } from '#mock-systems/erp/settings';
import { DAY_MS } from '#sim/shifts/civil';
import { timeZone } from '#sim/shifts/time-zone';
import type { Demand } from '../../world/outbound-world.ts';
import { type Rules, violated } from './part.ts';

const NAME = 'no-promise-past-cutoff';
/** 1970-01-01 was a Thursday: the third day from a Monday. */
const THURSDAY = 3;

export class PromiseRules {
  readonly rules: Rules = {
    orderPromised: (time, order, _n, promisedAt) => {
      if (promisedAt < time)
        violated(NAME, `order ${order}: promised for ${iso(promisedAt)}, released at ${iso(time)}`);
      this.judgeDay(order, promisedAt);
    },
    // The answer may be long on its way: that the day is to come was judged when it was asked for.
    orderRepromised: (_time, order, _n, promisedAt) => this.judgeDay(order, promisedAt),
    deliveryDateChanged: (time, order, _n, promisedAt) => {
      if (promisedAt < time)
        violated(NAME, `order ${order}: asked for by ${iso(promisedAt)}, at ${iso(time)}`);
    },
  };

  private readonly settings: DemandSettings | null;
  private readonly firstTransfer: number;

  /** @param firstTransfer orders from this number on are stores' */
  constructor(demand: Demand, firstTransfer = Infinity) {
    this.firstTransfer = firstTransfer;
    // What somebody promised in a history may be any instant.
    this.settings = demand.kind === 'generated' && demand.history === undefined ? demand.settings : null;
  }

  /** What stores are promised is due within their delivery windows. */
  private judgeDay(order: number, promisedAt: number): void {
    if (this.settings !== null && order < this.firstTransfer) checkDayEnd(this.settings, order, promisedAt);
  }
}

function checkDayEnd(settings: DemandSettings, order: number, promisedAt: number): void {
  const local = timeZone(settings.zone).wallMsAt(promisedAt);
  const day = Math.floor(local / DAY_MS);
  const weekday = (((day + THURSDAY) % 7) + 7) % 7;
  if (local - day * DAY_MS === settings.deliveryDayEndMs && settings.deliveryWeekdays[weekday]) return;
  violated(NAME, `order ${order}: promised for ${iso(promisedAt)}, which is not the end of a delivery day`);
}

function iso(at: number): string {
  return new Date(at).toISOString();
}
