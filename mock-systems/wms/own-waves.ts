/**
 * Waves that WMS releases itself, where it owns them: at its own instants, first reserved, first released, up to the lines of a wave. It
 * knows nothing of promises, cut-offs and priorities.
 *
 * 1. What was released from its reservation meanwhile is left out. A wave holds at least one shipment, however many lines that has.
 * 2. After the last instant a shipment is its own wave, when it is reserved.
 */
import type { HandlerNo, Kernel } from '#sim/kernel';
import type { OwnWaveSettings } from './settings.ts';
import { PHASE, type Shipment, type Shipments } from './shipments.ts';

export interface OwnWavesState {
  /** Reserved and not released, by node, the first first. */
  readonly queues: readonly (readonly number[])[];
  /** Index of the wave that is next; -1 = none is waited for. */
  readonly next: readonly number[];
}

/** Work on these begins, in this order. @param wave its index; past the timetable all have that of its length */
export type WaveListener = (node: number, wave: number, shipments: readonly number[]) => void;

export class OwnWaves {
  private readonly kernel: Kernel;
  /** By node. */
  private readonly settings: readonly OwnWaveSettings[];
  private readonly shipments: Shipments;
  private readonly released: WaveListener;
  private readonly onWave: HandlerNo;
  private queues: number[][];
  private next: number[];

  constructor(
    kernel: Kernel,
    settings: readonly OwnWaveSettings[],
    shipments: Shipments,
    released: WaveListener,
  ) {
    this.kernel = kernel;
    this.settings = settings;
    this.shipments = shipments;
    this.released = released;
    this.queues = settings.map(() => []);
    this.next = settings.map(() => -1);
    this.onWave = kernel.handler('wms.ownWave', (node, wave) => this.release(node, wave));
  }

  /** A shipment has been reserved. */
  join(key: number, { node }: Shipment): void {
    this.queues[node]!.push(key);
    this.waitForNext(node, 0);
  }

  save(): OwnWavesState {
    return { queues: this.queues.map((queue) => queue.slice()), next: this.next.slice() };
  }

  load({ queues, next }: OwnWavesState): void {
    this.queues = queues.map((queue) => queue.slice());
    this.next = next.slice();
  }

  /** @param from index of the first wave that may be next */
  private waitForNext(node: number, from: number): void {
    if (this.next[node]! >= 0 || this.queues[node]!.length === 0) return;
    const { now } = this.kernel;
    const { instants } = this.settings[node]!;
    let wave = from;
    while (wave < instants.length && instants[wave]! <= now) wave += 1;
    if (wave < instants.length) {
      this.next[node] = wave;
      this.kernel.schedule(this.onWave, instants[wave]!, node, wave);
      return;
    }
    while (this.queues[node]!.length > 0) this.releaseUpTo(node, wave, 1);
  }

  private release(node: number, wave: number): void {
    this.next[node] = -1;
    this.releaseUpTo(node, wave, this.settings[node]!.linesPerWave);
    this.waitForNext(node, wave + 1);
  }

  private releaseUpTo(node: number, wave: number, linesMax: number): void {
    const queue = this.queues[node]!;
    const inWave: number[] = [];
    let lines = 0;
    let taken = 0;
    for (; taken < queue.length; taken++) {
      const key = queue[taken]!;
      const shipment = this.shipments.get(key);
      if (shipment === undefined || shipment.phase !== PHASE.reserved) continue;
      lines += linesOf(shipment);
      if (inWave.length > 0 && lines > linesMax) break;
      inWave.push(key);
    }
    queue.splice(0, taken);
    if (inWave.length > 0) this.released(node, wave, inWave);
  }
}

function linesOf({ units }: Shipment): number {
  let lines = 0;
  for (const each of units) if (each > 0) lines += 1;
  return lines;
}
