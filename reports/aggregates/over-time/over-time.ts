/** Queues, work in process, people, messages and faults, slot by slot. */
export interface OverTime {
  /** Epoch ms of the first slot. */
  readonly fromAt: number;
}
