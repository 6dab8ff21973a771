import { Simulation } from 'dray/sim';

const sim = new Simulation({ seed: 1 });
const agents = sim.resource('agents', { capacity: 5 });
const gaps = sim.draws('gaps', { kind: 'exponential', mean: 1 / 9 });
const talk = sim.draws('talk', { kind: 'exponential', mean: 0.5 });
sim.source('call', gaps, () => agents.use(talk.next()));
sim.run({ until: 1_000 });
const stats = sim.monitor(agents);
sim.run({ until: 200_000 });

let lost = 1; // Erlang B by recursion, then Erlang C; here the mean wait is the same number
for (let k = 1; k <= 5; k++) lost = (4.5 * lost) / (k + 4.5 * lost);
const waits = lost / (1 - 0.9 * (1 - lost));
console.log(
  `${stats.delayedShare.toFixed(3)} of the callers wait, ${stats.wait.mean.toFixed(3)} min; Erlang C: ${waits.toFixed(3)}`,
);
