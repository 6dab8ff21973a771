/**
 * One exponential server on shifts: customers come in opening hours only, a service under way at closing time goes on at the
 * next opening. By a clock that runs in opening hours it is M/M/1.
 *
 * Times are observed by that clock, over whole days.
 */
import { assert } from '#sim/assert';
import { type Activity, hold } from '#sim/process/ask';
import { PeriodicCalendar } from '#sim/shifts/periodic-calendar';
import { Simulation } from '#sim/simulation';
import { Tally } from '#sim/stats/tally';
import { numbersOf, type VerificationCase } from '../cases.ts';
import { type Model, type Observations, plantedService, type RunSpec } from '../model.ts';
import { exponential } from './laws.ts';
import { observe, queueModel, warmUpFor } from './steady.ts';

/** In hours, the unit of time. */
const DAY = 24;

interface Shop {
  readonly hours: PeriodicCalendar;
  /** Arrivals in an open hour. */
  readonly lam: number;
  /** Services in an open hour, of a busy server. */
  readonly mu: number;
}

export function shift(of: VerificationCase): Model {
  const { lam_per_h: lam, mu_per_h: mu } = numbersOf(of, 'lam_per_h', 'mu_per_h');
  const hours = new PeriodicCalendar({ period: DAY, open: [hoursOf(String(of.params.open))] });
  const shop: Shop = { hours, lam, mu };
  const model = queueModel(of, { size: 700_000, load: lam / mu, simulate: (run) => simulate(shop, run) });
  // Narrower than others of this load, since no other case tells of shifts.
  return { ...model, fastSize: 60_000 };
}

/** `08:00-16:00` */
function hoursOf(text: string): readonly [number, number] {
  const [, opens, closes] = /^(\d\d):00-(\d\d):00$/.exec(text) ?? [];
  assert(opens !== undefined && closes !== undefined, `opening hours by whole hours expected, got "${text}"`);
  return [Number(opens), Number(closes)];
}

function simulate({ hours, lam, mu }: Shop, run: RunSpec): Observations {
  const sim = new Simulation({ seed: run.seed });
  const server = sim.resource('server');
  sim.shifts(server, hours, { atClose: 'suspend' });
  const gaps = sim.draws('gap', exponential(1 / lam));
  const services = sim.draws('service', exponential(plantedService(run) / mu));
  const stats = sim.monitor(server);
  const waits = new Tally('waits');
  const stays = new Tally('stays');
  function* customer(): Activity<void> {
    const arrived = sim.now;
    yield server.request();
    waits.add(hours.workingBetween(arrived, sim.now));
    yield hold(services.next());
    server.release();
    stays.add(hours.workingBetween(arrived, sim.now));
  }
  sim.source('customer', () => hours.addWorking(sim.now, gaps.next()) - sim.now, customer);
  const openPerDay = hours.workingBetween(0, DAY);
  const inDays = (open: number) => DAY * Math.ceil(open / openPerDay);
  const warmUp = inDays(warmUpFor(lam / mu, 1 / mu));
  observe(sim, { warmUp, length: inDays(run.size / lam) }, stats, waits, stays);
  return {
    Wq_working_h: waits.mean,
    W_working_h: stays.mean,
    rho: (stats.utilisation * DAY) / openPerDay,
  };
}
