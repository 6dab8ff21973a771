/**
 * What waited for the waves of each node, and which wave took it: noted while a run goes on, where waves are put in sequence.
 *
 * 1. What leaves the plan without a wave (cancelled, sent from elsewhere) is no job.
 * 2. A job counts from the wave that took it at the latest: a plan that is behind its timetable has taken it in time.
 */

import { instant } from '#orchestrator/model/instant';
import { indexFrom, type Network } from '#orchestrator/model/network';
import type { JoinWave } from '#orchestrator/processes/outbound/inputs';
import { cutoffFrom } from '#orchestrator/processes/outbound/wave/wave-cutoffs';
import type { Recorder } from '#scenarios/recording/recorder';
import type { OutboundWorld } from '#scenarios/world/outbound-world';
import { highsSolver } from './highs-solver.ts';
import { boundWaves } from './wave-bound.ts';
import type { WaveJob } from './weighted-tardiness.ts';

const HOUR_MS = 3_600_000;

/** Of one run: goods' value x hours that they left too late, minor units x hours. Plain data. */
export interface WaveFacts {
  readonly late: number;
  readonly bound: number;
  /** Jobs that were taken by a wave. */
  readonly jobs: number;
  /** What the bounds of linear programs may be too low by. */
  readonly open: number;
}

export interface NotedJob {
  readonly node: number;
  /** Epoch ms. */
  readonly joinedAt: number;
  readonly from: number;
  readonly lines: number;
  readonly leaveBy: number;
  readonly valueMinor: number;
  /** Index of its wave; -1 = none has taken it. */
  taken: number;
}

export class WaveNotes {
  private readonly world: OutboundWorld;
  private readonly jobs = new Map<number, NotedJob>();

  constructor(world: OutboundWorld) {
    this.world = world;
  }

  /** As a recorder's: whatever else a run says is passed over. */
  readonly input: Recorder['input'] = (
    now,
    _actor,
    _key,
    _n,
    kind,
    _from,
    _fromKey,
    _sender,
    _counter,
    key,
    a,
    b,
    body,
  ) => {
    if (kind === 'joinWave') this.joined(now, key, a, body as JoinWave['body']);
    else if (kind === 'releaseWave')
      this.released(a, b, (body as { shipments: readonly number[] }).shipments);
  };

  private joined(now: number, node: number, shipment: number, { lines, due }: JoinWave['body']): void {
    if (due === undefined) return;
    const { waves, linesPerWave } = this.world.network.nodes[node]!;
    const from = indexFrom(waves, now);
    if (from < 0) return;
    const { leaveBy, valueMinor } = due;
    this.jobs.set(shipment, {
      node,
      joinedAt: now,
      from,
      lines: Math.min(lines, linesPerWave),
      leaveBy,
      valueMinor,
      taken: -1,
    });
  }

  private released(node: number, wave: number, shipments: readonly number[]): void {
    for (const shipment of shipments) {
      const job = this.jobs.get(shipment);
      if (job !== undefined && job.node === node && job.taken < 0) job.taken = wave;
    }
  }

  /** Everything that has waited for a wave, by shipment; what a wave has taken says so. */
  noted(): ReadonlyMap<number, NotedJob> {
    return this.jobs;
  }

  /** null = nobody puts waves in sequence here, or nothing waited for one. */
  async facts(): Promise<WaveFacts | null> {
    const sum = { late: 0, bound: 0, jobs: 0, open: 0 };
    for (const { no, linesPerWave } of this.world.network.nodes) {
      const own = [...this.jobs.values()].filter(({ node, taken }) => node === no && taken >= 0);
      if (own.length === 0) continue;
      const leaves = leavesOf(this.world.network, no);
      const jobs = own.map((job) => jobOf(job, leaves));
      const { bound, open } = await boundWaves(jobs, linesPerWave, highsSolver());
      own.forEach(({ taken }, i) => {
        sum.late += jobs[i]!.costAt(taken);
      });
      sum.bound += bound;
      sum.open += open;
      sum.jobs += own.length;
    }
    return sum.jobs === 0 ? null : sum;
  }
}

/** By wave of a node: what is released leaves with the next cut-off. */
export function leavesOf(network: Network, node: number): readonly number[] {
  return network.nodes[node]!.waves.map((at) => {
    const cutoff = cutoffFrom(network, node, instant(at));
    return cutoff === Number.MAX_SAFE_INTEGER ? at : cutoff;
  });
}

/** What leaves then, too late by so many hours begun: minor units x hours. */
export function lateCost(valueMinor: number, leavesAt: number, leaveBy: number): number {
  return valueMinor * Math.max(0, Math.ceil((leavesAt - leaveBy) / HOUR_MS));
}

/** After the timetable a job leaves as with its last wave. */
function jobOf({ from, lines, leaveBy, valueMinor, taken }: NotedJob, leaves: readonly number[]): WaveJob {
  return {
    lines,
    from: Math.min(from, taken),
    costAt: (wave) => lateCost(valueMinor, leaves[Math.min(wave, leaves.length - 1)]!, leaveBy),
  };
}
