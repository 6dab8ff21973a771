import { Simulation } from 'dray/sim';
import { CalendarScheduler, renewals, trapRxErrors } from 'dray/sim/rx';
import { bufferTime, map } from 'rxjs';

const sim = new Simulation({ seed: 3 });
const scheduler = new CalendarScheduler(sim.kernel, 'orders');
const gaps = sim.draws('gaps', { kind: 'exponential', mean: 10 });

const perHour = renewals(gaps, scheduler).pipe(
  bufferTime(60, scheduler),
  map((orders) => orders.length),
);
trapRxErrors(sim.kernel).wire(() =>
  perHour.subscribe((orders) => console.log(`${sim.now} min: ${orders} orders`)),
);
sim.run({ until: 240 });
