/** Stations one after another, each with servers alike and exponential services: three single servers, and pick-pack-ship. */
import { type Activity, hold } from '#sim/process/ask';
import type { Draws } from '#sim/random/draws';
import type { Resource } from '#sim/resources/resource';
import { Simulation } from '#sim/simulation';
import { Tally } from '#sim/stats/tally';
import { listOf, numbersOf, type VerificationCase } from '../cases.ts';
import { type Model, type Observations, plantedService, type RunSpec } from '../model.ts';
import { exponential } from './laws.ts';
import { Level, observe, queueModel, warmUpFor } from './steady.ts';

interface Stage {
  /** What the case calls the time spent here. */
  readonly value: string;
  readonly servers: number;
  /** Services a time unit, of one server. */
  readonly mu: number;
}

interface Line {
  /** Arrivals a time unit. */
  readonly lam: number;
  readonly stages: readonly Stage[];
}

/** A stage under way. */
interface Station {
  readonly server: Resource;
  readonly services: Draws;
  readonly stays: Tally;
}

export function tandem3(of: VerificationCase): Model {
  const { lam } = numbersOf(of, 'lam');
  const stages = listOf(of, 'mu').map((mu, i) => ({ value: `W${i + 1}`, servers: 1, mu }));
  return modelOf(of, { lam, stages }, 1_200_000);
}

export function pickPackShip(of: VerificationCase): Model {
  const { lam } = numbersOf(of, 'lam');
  const stations = of.params.stations as readonly (readonly [number, number])[];
  const stages = ['W_pick', 'W_pack', 'W_ship'].map((value, i) => {
    const [servers, mu] = stations[i]!;
    return { value, servers, mu };
  });
  return modelOf(of, { lam, stages }, 400_000);
}

function modelOf(of: VerificationCase, line: Line, size: number): Model {
  const loads = line.stages.map((stage) => loadOf(line, stage));
  return queueModel(of, { size, load: Math.max(...loads), simulate: (run) => simulate(line, run) });
}

function loadOf({ lam }: Line, { servers, mu }: Stage): number {
  return lam / (servers * mu);
}

function simulate(line: Line, run: RunSpec): Observations {
  const { lam, stages } = line;
  const sim = new Simulation({ seed: run.seed });
  const stations = stages.map((stage) => stationFor(sim, stage, run));
  const total = new Tally('total');
  const inSystem = new Level(sim, 'in system');
  function* order(): Activity<void> {
    const arrived = sim.now;
    inSystem.add(1);
    for (const { server, services, stays } of stations) {
      const came = sim.now;
      yield server.request();
      yield hold(services.next());
      server.release();
      stays.add(sim.now - came);
    }
    inSystem.add(-1);
    total.add(sim.now - arrived);
  }
  sim.source('order', sim.draws('gap', exponential(1 / lam)), order);
  const warmUps = stages.map((stage) => warmUpFor(loadOf(line, stage), 1 / stage.mu, stage));
  const warmUp = warmUps.reduce((sum, each) => sum + each, 0);
  const tallies = stations.map(({ stays }) => stays);
  observe(sim, { warmUp, length: run.size / lam }, total, inSystem, ...tallies);
  const stays = stages.map(({ value }, i) => [value, tallies[i]!.mean]);
  return { ...Object.fromEntries(stays), W_total: total.mean, L_total: inSystem.mean };
}

function stationFor(sim: Simulation, { value, servers, mu }: Stage, run: RunSpec): Station {
  return {
    server: sim.resource(`server of ${value}`, { capacity: servers }),
    services: sim.draws(`service/${value}`, exponential(plantedService(run) / mu)),
    stays: new Tally(value),
  };
}
