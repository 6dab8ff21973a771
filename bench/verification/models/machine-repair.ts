/**
 * Machines that fail, each after an exponential time in service, and repairmen who repair one at a time.
 *
 * A machine is a resource with breakdowns, which call for a repairman; that nobody works on it makes no difference to its
 * life, which counts all time.
 */
import type { Resource, ResourceWatcher } from '#sim/resources/resource';
import { Simulation } from '#sim/simulation';
import { Tally } from '#sim/stats/tally';
import { expectedOf, numbersOf, type VerificationCase } from '../cases.ts';
import { type Model, type Observations, plantedService, type RunSpec } from '../model.ts';
import { exponential } from './laws.ts';
import { Level, observe, queueModel, warmUpFor } from './steady.ts';

interface Shop {
  readonly machines: number;
  readonly repairmen: number;
  /** Mean time from the end of a repair to the next failure. */
  readonly life: number;
  /** Mean time of a repair. */
  readonly repair: number;
}

export function machineRepair(of: VerificationCase): Model {
  const { N, R, fail_rate, repair_rate } = numbersOf(of, 'N', 'R', 'fail_rate', 'repair_rate');
  const shop: Shop = { machines: N, repairmen: R, life: 1 / fail_rate, repair: 1 / repair_rate };
  return queueModel(of, {
    unit: 'failures',
    size: 80_000,
    load: (expectedOf(of, 'availability') * N * fail_rate) / (R * repair_rate),
    simulate: (run) => simulate(shop, run),
  });
}

function simulate({ machines, repairmen, life, repair }: Shop, run: RunSpec): Observations {
  const sim = new Simulation({ seed: run.seed });
  const crew = sim.resource('repairmen', { capacity: repairmen });
  const lives = sim.draws('life', exponential(life));
  const repairs = sim.draws('repair', exponential(repair * plantedService(run)));
  const down = new Level(sim, 'machines down');
  const downtimes = new Tally('downtimes');
  for (let n = 1; n <= machines; n++) {
    const machine = sim.resource(`machine ${n}`);
    machine.watch(new Outages(sim, down, downtimes));
    sim.breakdowns(machine, { uptime: lives, repair: repairs, repairedBy: crew });
  }
  const allBusy = new Level(sim, 'all repairmen busy');
  crew.watch({ changed: ({ free }) => allBusy.set(free === 0 ? 1 : 0), settled() {} });
  const length = (run.size * (life + repair)) / machines;
  observe(sim, { warmUp: life + warmUpFor(0.8, repair), length }, down, downtimes, allBusy);
  return {
    mean_down: down.mean,
    availability: 1 - down.mean / machines,
    downtime: downtimes.mean,
    P_all_repairmen_busy: allBusy.mean,
  };
}

/** Counts one machine, and takes its times out of service. */
class Outages implements ResourceWatcher {
  private readonly sim: Simulation;
  private readonly down: Level;
  private readonly downtimes: Tally;
  private failed: number | null = null;

  constructor(sim: Simulation, down: Level, downtimes: Tally) {
    this.sim = sim;
    this.down = down;
    this.downtimes = downtimes;
  }

  changed({ down }: Resource): void {
    const { now } = this.sim;
    if (down > 0 && this.failed === null) {
      this.failed = now;
      this.down.add(1);
    } else if (down === 0 && this.failed !== null) {
      this.downtimes.add(now - this.failed);
      this.failed = null;
      this.down.add(-1);
    }
  }

  settled(): void {}
}
