/**
 * The live host's clock: this machine's, or one that runs a whole number of times as fast, for a rehearsal that must not take
 * weeks.
 *
 * 1. Whoever has the same three numbers has the same clock, in whatever process and however often it is started again.
 * 2. What is to come at an instant does not come before it: waits are rounded up.
 */

/** Plain data. At `realAt` of the machine's clock it is `at` (both epoch ms); from there on it runs `rate` times as fast. */
export interface ClockSettings {
  readonly realAt: number;
  readonly at: number;
  /** A whole number, >= 1. */
  readonly rate: number;
}

export class LiveClock {
  private readonly settings: ClockSettings;

  constructor(settings: ClockSettings) {
    if (!(Number.isSafeInteger(settings.rate) && settings.rate >= 1))
      throw new RangeError(`the rate of a clock must be a whole number >= 1, got ${settings.rate}`);
    this.settings = settings;
  }

  /** Epoch ms, an integer. */
  now(): number {
    const { at, realAt, rate } = this.settings;
    return at + (Date.now() - realAt) * rate;
  }

  /** How long that many ms of this machine are on this clock, ms. */
  spanMs(realMs: number): number {
    return realMs * this.settings.rate;
  }

  /** How long this machine has to wait for that many ms of this clock, ms. */
  waitMs(ms: number): number {
    return Math.ceil(ms / this.settings.rate);
  }
}

/** The machine's own. */
export const REAL_TIME: ClockSettings = { realAt: 0, at: 0, rate: 1 };
