import { anyOf, hold, Interrupt, Simulation, TIMED_OUT, within } from 'dray/sim';

const sim = new Simulation();
const doors = sim.resource('doors', { capacity: 2, queueLimit: 5 });
const yard = sim.signal('yard is cleared');

function* truck(unload: number) {
  const outcome = yield* doors.request({ patience: 45 });
  if (outcome !== 'granted') return outcome;
  try {
    yield hold(unload);
    return 'unloaded';
  } catch (error) {
    if (!(error instanceof Interrupt)) throw error;
    return `sent away: ${error.reason}`;
  } finally {
    doors.release();
  }
}

function* dispatcher() {
  const trucks = [30, 90, 40, 50].map((unload) => sim.process('truck', truck(unload)));
  const { index } = yield* anyOf(trucks[0]!.finished(), trucks[1]!.finished());
  console.log(`${sim.now}: ${trucks[index]!.name} is the first to end`);
  if ((yield* within(10, yard.wait())) === TIMED_OUT) console.log(`${sim.now}: the yard was not cleared`);
  trucks[1]!.interrupt('wrong load');
  for (const each of trucks) console.log(`${each.name}: ${yield* each.finished()}`);
}
sim.process('dispatcher', dispatcher());
sim.run();
console.log(`${sim.now}: ${sim.whereabouts().length} processes left`);
