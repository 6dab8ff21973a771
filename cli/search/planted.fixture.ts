/**
 * A carrier that lies, for tests: `NODE_OPTIONS=--import=THIS dray ...` puts it into every process of the command. From the load's number in
 * PLANT_FROM on, what it delivers it delivers twice. The plant is put on the mock's class here; nothing that is shipped can reach it.
 */
import { CarrierOffice } from '#mock-systems/carriers/office';

const from = Number(process.env.PLANT_FROM ?? 0);
const right = CarrierOffice.prototype.loadEvent;
CarrierOffice.prototype.loadEvent = function (this: CarrierOffice, event, load, n, a, b): void {
  right.call(this, event, load, n, a, b);
  if (event === 'loadDelivered' && load >= from) right.call(this, event, load, n, a, b);
};
