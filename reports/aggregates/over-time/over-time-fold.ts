/** Folds what is recorded into series over time. */
import type { Recorder } from '#scenarios/recording/recorder';
import type { OverTime } from './over-time.ts';

export interface OverTimeFacts {
  /** Epoch ms. */
  readonly startAt: number;
}

export class OverTimeFold {
  private readonly facts: OverTimeFacts;

  constructor(facts: OverTimeFacts) {
    this.facts = facts;
  }

  business(..._row: Parameters<Recorder['business']>): void {}

  message(..._row: Parameters<Recorder['message']>): void {}

  task(..._row: Parameters<Recorder['task']>): void {}

  fault(..._row: Parameters<Recorder['fault']>): void {}

  result(_endAt: number): OverTime {
    return { fromAt: this.facts.startAt };
  }
}
