import { replicate, Simulation } from 'dray/sim';

const { intervals, replications } = replicate({
  seed: 'counter',
  halfWidth: { relative: 0.02 },
  antithetic: 'pairs',
  run: (replication) => {
    const sim = new Simulation(replication);
    const counter = sim.resource('counter', { capacity: 3 });
    const gaps = sim.draws('gaps', { kind: 'exponential', mean: 1 });
    const work = sim.draws('work', { kind: 'exponential', mean: 2.4 });
    sim.source('customer', gaps, () => counter.use(work.next()));
    sim.run({ until: 2_000 });
    const stats = sim.monitor(counter);
    sim.run({ until: 20_000 });
    return stats.wait.mean;
  },
});
const { mean, low, high } = intervals.result;
console.log(
  `mean wait ${mean.toFixed(2)} (${low.toFixed(2)} to ${high.toFixed(2)}) after ${replications} pairs`,
);
