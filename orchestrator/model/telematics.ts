/** What the core knows of telematics before any message comes: whose vehicles may have devices, and how it takes what they say. Plain data. */

export interface TelematicsTerms {
  /** By carrier: some of its vehicles have a device. */
  readonly connected: readonly boolean[];
  /** A device that has missed so many readings is silent. */
  readonly missedMax: number;
  /** Goods out of their limits for no longer are released by rule, ms. */
  readonly toleratedMs: number;
  /** A person decides on the others within this, or the task is escalated, ms. */
  readonly decideWithinMs: number;
}
