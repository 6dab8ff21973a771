/**
 * A chain of stages under periodic review, each with an echelon base stock: stage 1 meets the demand, stage i is supplied by
 * stage i + 1, the last one from outside without limit. Unmet demand is backordered.
 *
 * 1. In a period: shipments arrive, the demand of the period comes, costs are counted, shipments go out. What goes out has
 *    then lead-time many demands before it, as in the source.
 * 2. A shipment raises the echelon's position (all that is at the stage, below it and on the way there, less what customers
 *    are owed) to its base stock, as far as the supplier has goods.
 * 3. A unit costs its stage's local holding cost, also on the way to the next stage; a unit owed costs p.
 * 4. It starts with base stocks full and measures after many lead times.
 */
import { assert } from '#sim/assert';
import { Kernel } from '#sim/kernel';
import { compile, type Distribution } from '#sim/random/distributions';
import { Random } from '#sim/random/random';
import { Tally } from '#sim/stats/tally';
import { numbersOf, type VerificationCase } from '../cases.ts';
import type { Model, Observations, RunSpec } from '../model.ts';
import { everyPeriod, RECEIPT, runPeriods } from './periods.ts';

const WARM_UP = 500;

interface Chain {
  readonly demand: Distribution;
  /** By stage, from 1; index 0 is the customers'. */
  readonly leadTime: readonly number[];
  readonly holding: readonly number[];
  readonly baseStock: readonly number[];
  readonly p: number;
}

export function clarkScarf(of: VerificationCase): Model {
  const chain: Chain = {
    demand: demandOf(of),
    leadTime: byStage(of, 'lead_time'),
    holding: byStage(of, 'local_h'),
    baseStock: byStage(of, 'S_star'),
    p: numbersOf(of, 'p').p,
  };
  return {
    unit: 'periods',
    size: 50_000,
    fastSize: 1000,
    load: null,
    replicate: (run) => new SerialChain(chain, run).observe(run.size),
  };
}

class SerialChain {
  private readonly chain: Chain;
  private readonly kernel = new Kernel();
  private readonly cost = new Tally('cost a period');
  private readonly onHand: number[];
  /** On the way to the stage. */
  private readonly onWay: number[];
  private owed = 0;
  private readonly draw: () => number;
  private readonly receipt = this.kernel.handler('receipt', (stage, quantity) => {
    this.onWay[stage]! -= quantity;
    this.onHand[stage]! += quantity;
  });

  constructor(chain: Chain, { seed }: RunSpec) {
    this.chain = chain;
    // A stage holds what its echelon has more than the next one below.
    this.onHand = chain.baseStock.map((S, stage) =>
      stage === 0 ? 0 : S - (chain.baseStock[stage - 1] ?? 0),
    );
    this.onWay = chain.baseStock.map(() => 0);
    const stream = new Random(seed).stream('demand');
    const demands = compile(chain.demand);
    this.draw = () => demands.sample(stream, this.kernel.now, 0);
  }

  observe(periods: number): Observations {
    const { kernel, cost } = this;
    everyPeriod(kernel, {
      demand: () => this.meet(this.draw()),
      count: () => cost.add(this.costNow()),
      ship: () => this.ship(),
    });
    runPeriods(kernel, { warmUp: WARM_UP, size: periods }, cost);
    return { cost: cost.mean };
  }

  /** The net stock of stage 1 goes down: a normal demand may be negative, too. */
  private meet(demand: number): void {
    const net = this.onHand[1]! - this.owed - demand;
    this.onHand[1] = Math.max(0, net);
    this.owed = Math.max(0, -net);
  }

  private costNow(): number {
    const { holding, p } = this.chain;
    let cost = p * this.owed;
    for (let stage = 1; stage < holding.length; stage++) {
      cost += holding[stage]! * (this.onHand[stage]! + this.onWay[stage - 1]!);
    }
    return cost;
  }

  private ship(): void {
    const { kernel } = this;
    const { baseStock, leadTime } = this.chain;
    let position = -this.owed;
    for (let stage = 1; stage < baseStock.length; stage++) {
      position += this.onHand[stage]! + this.onWay[stage]!;
      const supply = this.onHand[stage + 1] ?? Infinity;
      const quantity = Math.min(baseStock[stage]! - position, supply);
      if (quantity <= 0) continue;
      if (supply < Infinity) this.onHand[stage + 1]! -= quantity;
      this.onWay[stage]! += quantity;
      position += quantity;
      kernel.schedule(this.receipt, kernel.now + leadTime[stage]!, stage, quantity, undefined, RECEIPT);
    }
  }
}

/** Written as N(mean, deviation). */
function demandOf({ id, params }: VerificationCase): Distribution {
  const match = /^N\(([\d.]+),([\d.]+)\)$/.exec(String(params.demand));
  assert(match !== null, `${id}: demand must read N(mean,deviation), got ${params.demand}`);
  return { kind: 'normal', mean: Number(match[1]), sd: Number(match[2]) };
}

/** From an object with the keys 1, 2 ... */
function byStage({ id, params }: VerificationCase, name: string): readonly number[] {
  const values = params[name] as Readonly<Record<string, unknown>>;
  const stages = Object.keys(values).map((_, i) => String(i + 1));
  const numbers = numbersOf({ id: `${id}: ${name}`, params: values }, ...stages);
  return [0, ...stages.map((stage) => numbers[stage]!)];
}
