import { hold, Simulation, unbatch } from 'dray/sim';

const sim = new Simulation({ seed: 5 });
const staff = sim.pool('staff', [
  { name: 'Ana', skills: ['pick', 'forklift'] },
  { name: 'Ben', skills: ['pick'] },
]);
const wave = sim.batcher<string>('wave', { size: 3, waitMax: 20 });
const belt = sim.conveyor<string>('belt', { length: 12, speed: 2, itemLength: 1 });
const outbound = sim.store<string>('outbound', { capacity: 10 });
const fuel = sim.container('fuel', { capacity: 50, level: 10 });

function* picking() {
  while (true) {
    const batch = yield* wave.next();
    const picker = yield* staff.request({ skills: ['pick'] });
    yield hold(4);
    for (const order of batch.items) yield belt.put(order);
    staff.release(picker);
    console.log(`${sim.now}: ${picker.name} has put wave ${batch.n} on the belt (${batch.items.length})`);
  }
}
function* sorting() {
  while (true) yield outbound.put(yield* belt.take());
}
function* loading() {
  const urgent = yield* outbound.get((order) => order.endsWith('!'));
  const driver = yield* staff.request({ skills: ['forklift'] });
  yield fuel.take(8);
  console.log(`${sim.now}: ${driver.name} loads ${urgent} first`);
  staff.release(driver);
}
for (const activity of [picking(), sorting(), loading()]) sim.process('work', activity);
for (const order of ['a', 'b', 'c', 'd!']) wave.add(order);
sim.run({ until: 60 });
console.log(`outbound: ${outbound.items.join(' ')}, fuel ${fuel.level}`);
sim.process('returns', unbatch({ n: 0, items: ['x', 'y'], closedAt: 0 }, outbound));
sim.run({ until: 61 });
console.log(`outbound: ${outbound.items.join(' ')}`);
