import { Simulation, WorkingCalendar } from 'dray/sim';

const HOUR = 3_600_000;
const MONDAY = Date.UTC(2026, 2, 2);
const sim = new Simulation({ seed: 7, start: MONDAY });
const machines = sim.resource('machines', { capacity: 3 });
const fitter = sim.resource('fitter');

sim.shifts(
  machines,
  new WorkingCalendar({
    zone: 'Europe/Berlin',
    week: { days: 'mon-fri', hours: ['06:00-22:00'] },
    holidays: ['2026-04-03', '2026-04-06', '2026-05-01'],
  }),
  { atClose: 'suspend' },
);
const uptime = sim.draws('uptime', { kind: 'exponential', mean: 60 * HOUR });
const repair = sim.draws('repair', { kind: 'lognormal', mu: 15.1, sigma: 0.5 });
sim.breakdowns(machines, {
  uptime,
  repair,
  clock: 'use',
  repairedBy: fitter,
});

const gaps = sim.draws('gaps', { kind: 'exponential', mean: 1.8 * HOUR });
const work = sim.draws('work', { kind: 'gamma', shape: 2, scale: 0.75 * HOUR });
sim.source('job', gaps, (n) => machines.use(work.next(), { priority: n % 10 === 0 ? 0 : 1 }));

sim.run({ until: MONDAY + 14 * 24 * HOUR });
const stats = sim.monitor(machines);
sim.run({ until: MONDAY + 90 * 24 * HOUR });
console.log(`${stats.granted} jobs begun, mean wait ${(stats.wait.mean / HOUR).toFixed(1)} h`);
console.log(`9 of 10 wait at most ${(stats.waits.quantile(0.9) / HOUR).toFixed(1)} h`);
