/**
 * Customers who change an order more than once, and otherwise than by the units of one line: more or less of a line, another day, another place.
 *
 * 1. Every draw is keyed by the order, the kind of the change and which time it is: what a core answers changes none.
 * 2. Units are by what was ordered first, a day by what was promised first, a place by where it was to go first: a later change of the same
 *    thing stands for itself.
 * 3. A day that is over when it would be asked for is not asked for, nor the one that was promised, nor a place where there is no other one.
 */
import { assert } from '#sim/assert';
import { compile, type Sampler } from '#sim/random/distributions';
import { drawMs } from '#sim/random/draw-ms';
import type { Random, RandomStream } from '#sim/random/random';
import { DAY_MS } from '#sim/shifts/civil';
import { type TimeZone, timeZone } from '#sim/shifts/time-zone';
import { type ChangeWishSettings, WISHES, type Wish } from './change-settings.ts';
import { deliveryDayFrom } from './delivery-days.ts';

/** Draws of a kind lie so far apart: changes of it are fewer. */
const INDEX_STEP = 64;

export class ChangeWishes {
  readonly settings: ChangeWishSettings;
  private readonly zone: TimeZone;
  private readonly after: Sampler;
  private readonly amounts: Readonly<Record<'more' | 'less' | 'date', Sampler>>;
  private readonly whether: RandomStream;
  private readonly when: RandomStream;
  private readonly which: RandomStream;
  private readonly howMuch: RandomStream;

  constructor(random: Random, settings: ChangeWishSettings) {
    const shares = [...Object.values(settings.shares), settings.againShare, settings.soonerShare];
    assert(
      shares.every((share) => share >= 0 && share <= 1),
      `shares of changes lie in [0, 1], got ${shares.join(', ')} (erp.changes)`,
    );
    assert(
      settings.most >= 1 && settings.most < INDEX_STEP,
      `erp.changes.most must be 1..${INDEX_STEP - 1}, got ${settings.most}`,
    );
    this.settings = settings;
    this.zone = timeZone(settings.days.zone, 'demand.zone');
    this.after = compile(settings.afterMs, 'erp.changes.afterMs');
    this.amounts = {
      more: compile(settings.moreFactor, 'erp.changes.moreFactor'),
      less: compile(settings.lessFactor, 'erp.changes.lessFactor'),
      date: compile(settings.dateDays, 'erp.changes.dateDays'),
    };
    this.whether = random.stream('erp/changes/whether');
    this.when = random.stream('erp/changes/when');
    this.which = random.stream('erp/changes/which');
    this.howMuch = random.stream('erp/changes/how-much');
  }

  /** Whether it comes to a change of a kind, the first or, after another one, one more. @param time from 1 */
  comes(drawKey: number, wish: Wish, time: number): boolean {
    const { shares, againShare, most } = this.settings;
    const share = time === 1 ? shares[wish] : againShare;
    return time <= most && share > 0 && this.whether.unit(drawKey, indexOf(wish, time)) < share;
  }

  afterMs(drawKey: number, wish: Wish, time: number): number {
    return drawMs(this.after, this.when, drawKey, indexOf(wish, time));
  }

  /** Index of the line. */
  line(drawKey: number, wish: Wish, time: number, lines: number): number {
    return this.which.integer(drawKey, indexOf(wish, time), lines);
  }

  /** What is wanted of a line of which so many were ordered, > 0. */
  units(drawKey: number, wish: 'more' | 'less', time: number, ordered: number): number {
    const factor = this.amounts[wish].sample(this.howMuch, drawKey, indexOf(wish, time));
    const units = Math.round(ordered * factor);
    return wish === 'more' ? Math.max(ordered + 1, units) : Math.max(0, Math.min(ordered - 1, units));
  }

  /** The end of a delivery day; it may be the one that was promised, where the days before that are none. */
  date(drawKey: number, time: number, promisedAt: number): number {
    const index = indexOf('date', time);
    const { soonerShare, days } = this.settings;
    const by = Math.max(1, Math.round(this.amounts.date.sample(this.howMuch, drawKey, index))) * DAY_MS;
    const sooner = soonerShare > 0 && this.which.unit(drawKey, index) < soonerShare;
    return deliveryDayFrom(this.zone, days, promisedAt + (sooner ? -by : by));
  }

  /** null = there is no other one. */
  place(drawKey: number, time: number, from: number): number | null {
    const near = this.settings.placesNear[from] ?? [];
    if (near.length === 0) return null;
    return near[this.which.integer(drawKey, indexOf('place', time), near.length)]!;
  }
}

function indexOf(wish: Wish, time: number): number {
  return WISHES.indexOf(wish) * INDEX_STEP + time;
}
