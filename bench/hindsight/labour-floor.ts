/**
 * What the work at a node's stations costs at the least, of an order that all leaves with its first shipment: the same draws as the warehouse's, by
 * order, product and attempt. Work on handling units, of which only packing knows how many there are, counts as 0.
 */
import type { ErpOrder } from '#mock-systems/erp/settings';
import { JobTimes, StepStreams } from '#mock-systems/wms/job-times';
import { shipmentKey } from '#orchestrator/contracts/shipment-key';
import type { OutboundWorld } from '#scenarios/world/outbound-world';
import type { Random } from '#sim/random/random';

const HOUR_MS = 3_600_000;
const STEPS = ['pick', 'pack', 'stage', 'load'] as const;

export class LabourFloor {
  /** By node. */
  private readonly steps: readonly (readonly JobTimes[])[];
  private readonly perHourMinor: number;

  constructor({ wms, costs }: OutboundWorld, random: Random) {
    const streams = STEPS.map((step) => new StepStreams(random, step));
    this.perHourMinor = costs.labourPerHourMinor;
    this.steps = wms.nodes.map(({ work }, node) =>
      STEPS.flatMap((step, i) => {
        const station = work.kind === 'stations' ? work[step] : null;
        return station === null ? [] : [new JobTimes(station, streams[i]!, `node ${node}: ${step}`)];
      }),
    );
  }

  /** Rounded once for all orders, and once for each: a minor unit at most. */
  minor({ no, drawKey, sales: { lines } }: ErpOrder, node: number): number {
    const steps = this.steps[node]!;
    if (this.perHourMinor === 0 || steps.length === 0) return 0;
    const products = lines.map(({ product }) => product);
    const job = { products, units: lines.map(({ units }) => units), handlingUnits: 0 };
    let workMs = 0;
    for (const times of steps) workMs += times.of(shipmentKey(no, 0), job, drawKey);
    return Math.max(0, Math.floor((workMs / HOUR_MS) * this.perHourMinor) - 1);
  }
}
