/** From what was metered to integration KPIs: shares of the run's length, names, and nothing made of nothing. */
import { expect, test } from 'vitest';
import { type Envelope, envelope } from '#orchestrator/contracts/envelope';
import { CARRIER_FIRST, ERP } from '#orchestrator/contracts/partners';
import type { OwnActor } from '#orchestrator/core/own-actor';
import { PARTNER_KPI_NAMES } from '#reports/kpis/partners/partner-catalogue';
import { PartnerMeter } from '#scenarios/metering/partner-meter';
import { type OwnProcess, ownPartner } from '#scenarios/world/own-process';
import { smallDistributor } from '#testing/worlds/outbound-world';
import { partnerReports } from './partner-reports.ts';

const { names } = smallDistributor();
const WORLD = { startAt: 1000, names: { ...names, carriers: ['Heron'] } };

/** A process that does nothing, with a system that is called so. */
function idle(name: string): OwnProcess {
  const actor: OwnActor<null, Envelope> = {
    name,
    version: 1,
    creates: [],
    timers: [],
    initial: () => null,
    migrate: () => null,
    step: () => {},
    finished: () => true,
    outcome: () => {},
  };
  return { name, actor, system: { name, initial: null, says: [] } };
}

function metered(partner: number) {
  const meter = new PartnerMeter(WORLD.startAt);
  const saved = meter.save();
  const lone = new PartnerMeter(WORLD.startAt);
  lone.received(envelope('stockReserved', 0, partner, 0, 0, partner, 1, 0, 0, 0, null), 'taken', 1500);
  expect(saved.rows).toEqual([]);
  return lone.partners(3000)[0]!;
}

test('who has only sent has no share at first attempt, and nothing waited', () => {
  const [erp] = partnerReports(WORLD, [metered(ERP)], 3000);
  expect(erp).toMatchObject({
    no: ERP,
    name: 'ERP',
    received: 1,
    firstAttemptShare: null,
    acknowledgedP50: null,
  });
  expect(erp).toMatchObject({ waitingMean: 0, openShare: 0, timelyShare: null });
  expect(Object.keys(erp!).toSorted()).toEqual([...PARTNER_KPI_NAMES, 'no', 'name'].toSorted());
});

test('times are shares of the run; a dead letter was not taken', () => {
  const partner = metered(CARRIER_FIRST);
  const figures = {
    ...partner.figures,
    depthArea: 500,
    openMs: 200,
    takenAtOnce: 6,
    takenLater: 1,
    deadLetters: 1,
  };
  expect(partnerReports(WORLD, [{ ...partner, figures }], 3000)).toMatchObject([
    { name: 'Heron', waitingMean: 0.25, openShare: 0.1, taken: 7, firstAttemptShare: 0.75 },
  ]);
});

test("a system of the user's own is called by its name", () => {
  const ownProcesses = [idle('Cold Store'), idle('Yard')];
  const partners = [metered(ownPartner(1)), metered(ERP)];
  expect(partnerReports({ ...WORLD, ownProcesses }, partners, 3000).map(({ name }) => name)).toEqual([
    'Yard',
    'ERP',
  ]);
});
