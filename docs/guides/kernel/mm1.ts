import { Simulation } from 'dray/sim';

const sim = new Simulation({ seed: 1 });
const server = sim.resource('server');
const gaps = sim.draws('gaps', { kind: 'exponential', mean: 1.25 });
const work = sim.draws('work', { kind: 'exponential', mean: 1 });
sim.source('customer', gaps, () => server.use(work.next()));
const stats = sim.monitor(server);
sim.run({ until: 1_000_000 });
console.log(`mean wait ${stats.wait.mean.toFixed(2)}, utilisation ${stats.utilisation.toFixed(3)}`);
