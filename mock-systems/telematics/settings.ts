/** What the telematics provider is configured with: plain data, made by whoever assembles the landscape. Shares are in [0, 1]; `...Ms` in ms. */
import type { Distribution } from '#sim/random/distributions';

/** How often goods that need their temperature have another. */
export interface ExcursionSettings {
  /** Of trips with such goods, before season and lane. */
  readonly share: number;
  /** From an instant on the share is times this: sorted; 1 before. */
  readonly seasons: readonly (readonly [fromAt: number, factor: number])[];
  /** A lane's factor lies within 1 - spread and 1 + spread. */
  readonly laneSpread: number;
  readonly ms: Distribution;
  /** Beyond the limit, tenths of a degree. */
  readonly peakTenths: Distribution;
  /** What lasts so long is reported while it lasts. */
  readonly alarmAfterMs: number;
}

export interface TelematicsSettings {
  /** Share of trips with a device, by mode; of a mode that is not here, none. */
  readonly fitted: Readonly<Record<string, number>>;
  /** By carrier, where it is not that of the mode; null = it is. */
  readonly fittedOf: readonly (number | null)[];
  /** A device speaks so often at most; on long trips half of `readingsMax` are spread over the plan. */
  readonly everyMs: number;
  readonly readingsMax: number;
  /** Of stretches of the way: nothing gets out, it is kept and sent after. */
  readonly deadZoneShare: number;
  /** Of devices: the battery is flat somewhere on the way. */
  readonly flatShare: number;
  /** Of devices: it rides with other goods than it is booked for. */
  readonly wrongShare: number;
  /** Clock of the device against the true time: how far off, and the share that is behind; null = all are right. */
  readonly skewMs: { readonly ms: Distribution; readonly behindShare: number } | null;
  /** Of what is left of the way by the plan, as a share; may be negative. */
  readonly estimateError: Distribution;
  /** Null = nothing is ever out of its limits. */
  readonly excursions: ExcursionSettings | null;
  /** What is over is remembered so long, ms: a repeat changes nothing. */
  readonly rememberMs: number;
}
