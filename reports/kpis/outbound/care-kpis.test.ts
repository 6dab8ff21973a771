/** KPIs of customers, against figures worked out by hand; and what a parcel costs. */
import { describe, expect, test } from 'vitest';
import { careKpis } from './care-kpis.ts';
import { CARE_KPIS } from './catalogue/care-catalogue.ts';
import { landedCosts } from './landed-cost.ts';
import { OutboundOutcomes } from './outcomes/outcomes.ts';
import { type Happening, HOUR_MS, hour, tell } from './story.fixture.ts';

/** Three orders of one shipment each, of ten units worth 1,000; all but the last delivered well. */
const ORDERS: readonly Happening[] = [1, 2, 3].flatMap((no): Happening[] => [
  [0, 'orderReleased', 'order', no, 1, 10, 1_000],
  [0, 'orderPromised', 'order', no, 1, hour(48), 0],
  [0, 'orderValued', 'order', no, 1, 1_000, 1],
  [1, 'orderSourced', 'order', no, 1, 0, 0],
  [1, 'stockReserved', 'shipment', no * 8, 1, 0, 10],
  [4, 'goodsIssued', 'shipment', no * 8, 1, 0, 10],
  [4, 'goodsIssueValued', 'shipment', no * 8, 1, 1_000, 0],
  [24, 'shipmentDelivered', 'shipment', no * 8, 1, hour(24), no === 3 ? 1 : 0],
]);
const complaint = (order: number, kind: number): number => order * 64 + kind;

const STORY: readonly Happening[] = [
  ...ORDERS,
  [5, 'urgencyChanged', 'order', 1, 1, 0, 0],
  [5, 'orderHurried', 'order', 1, 1, 0, 1],
  [6, 'orderHurried', 'order', 1, 2, 0, 1],
  [5, 'urgencyChanged', 'order', 2, 1, 0, 0],
  // Four wishes: made, refused as the goods have left, made, not answered.
  [2, 'orderChanged', 'order', 1, 1, 0, 12],
  [2.1, 'changeAnswered', 'order', 1, 1, 0, 2],
  [5, 'shipToChanged', 'order', 1, 2, 3, 0],
  [5.1, 'changeAnswered', 'order', 1, 2, 3, 0],
  [3, 'deliveryDateChanged', 'order', 2, 1, hour(72), 0],
  [3.1, 'changeAnswered', 'order', 2, 1, 0, 0],
  [99, 'orderChanged', 'order', 3, 1, 0, 4],
  // Answered by rule after an hour; by a person after thirty, said twice; never.
  [50, 'complaintRaised', 'complaint', complaint(1, 0), 1, 0, 0],
  [51, 'goodwillCredited', 'order', 1, 1, 400, 0],
  [51, 'complaintAnswered', 'complaint', complaint(1, 0), 1, 1, 0],
  [50, 'complaintRaised', 'complaint', complaint(2, 1), 1, 1, 0],
  [74, 'complaintRaised', 'complaint', complaint(2, 1), 2, 1, 0],
  [80, 'complaintAnswered', 'complaint', complaint(2, 1), 1, 0, 1],
  [60, 'complaintRaised', 'complaint', complaint(3, 1), 1, 1, 0],
  // Credited ten hours after the post; refused; posted, and open at the end.
  [60, 'returnRequested', 'return', 8, 1, 10, 0],
  [61, 'returnAuthorised', 'return-order', 8, 1, 10, 0],
  [70, 'returnSent', 'return', 8, 1, 10, 0],
  [72, 'returnArrived', 'return', 8, 1, 0, 10],
  [75, 'returnLabourSpent', 'return', 8, 1, HOUR_MS / 2, 0],
  [78, 'returnGraded', 'return', 8, 1, 10, 0],
  [80, 'creditNoteIssued', 'return', 8, 1, 900, 1],
  [80, 'returnClosed', 'return-order', 8, 1, 900, 0],
  [60, 'returnRequested', 'return', 24, 1, 10, 0],
  [61, 'returnRefused', 'return-order', 24, 1, 1, 0],
  [60, 'returnRequested', 'return', 16, 1, 10, 0],
  [62, 'returnSent', 'return', 16, 1, 10, 0],
];
const FACTS = {
  endAt: hour(100),
  answerWithinMs: 24 * HOUR_MS,
  creditWithinMs: 24 * HOUR_MS,
  disputes: true,
};

const KPIS = {
  urgenciesHeeded: 1 / 2,
  changesPerOrder: 4 / 3,
  changesMade: 2 / 3,
  complaintsPerOrder: 1,
  complaintsInTime: 1 / 3,
  complaintsByRule: 1 / 2,
  goodwillCost: 400,
  returnRate: 1 / 2,
  returnsRefused: 1 / 3,
  benchWaitP50: 6 * HOUR_MS,
  benchWaitP95: 6 * HOUR_MS,
  timeToCreditP50: 10 * HOUR_MS,
  timeToCreditP95: 10 * HOUR_MS,
  // The open one is past its promise at the end.
  creditsInTime: 1 / 2,
  // Nothing was billed.
  billsDisputed: null,
  disputesRight: null,
  disputeTimeP50: null,
  disputeTimeP95: null,
  disputesCredited: 0,
};

describe('KPIs of customers', () => {
  const outcomes = tell(new OutboundOutcomes(), STORY);

  test('are as worked out by hand', () => {
    expect(careKpis(outcomes, FACTS)).toEqual(KPIS);
    expect(Object.keys(KPIS)).toEqual(Object.keys(CARE_KPIS));
  });

  test('do not count what is not due yet against anybody', () => {
    const early = { ...FACTS, endAt: hour(83) };
    expect(careKpis(outcomes, early)).toMatchObject({ complaintsInTime: 1 / 2, creditsInTime: 1 });
  });

  test('are the same after the outcomes were saved and loaded half-way', () => {
    const half = tell(new OutboundOutcomes(), STORY.slice(0, 42));
    const loaded = new OutboundOutcomes();
    loaded.load(structuredClone(half.save()));
    expect(careKpis(tell(loaded, STORY.slice(42)), FACTS)).toEqual(KPIS);
  });

  test('are null where customers are silent', () => {
    const silent = careKpis(tell(new OutboundOutcomes(), ORDERS), { endAt: hour(100) });
    expect(Object.values(silent).every((value) => value === null)).toBe(true);
  });
});

test('KPIs of disputed bills are as worked out by hand, and null where no bill may be disputed', () => {
  const bill = (order: number): number => complaint(order, 5);
  const outcomes = tell(new OutboundOutcomes(), [
    ...ORDERS,
    ...[1, 2].map((no): Happening => [30, 'customerBilled', 'shipment', no * 8, 1, 1_000, 0]),
    // Right after ten hours; wrong after twenty.
    [50, 'complaintRaised', 'complaint', bill(1), 1, 5, 0],
    [59, 'billCredited', 'complaint', bill(1), 1, 250, 8],
    [60, 'complaintAnswered', 'complaint', bill(1), 1, 1, 0],
    [50, 'complaintRaised', 'complaint', bill(2), 1, 5, 0],
    [62, 'complaintRaised', 'complaint', bill(2), 2, 5, 0],
    [70, 'complaintAnswered', 'complaint', bill(2), 1, 4, 0],
    // About another matter, and open.
    [60, 'complaintRaised', 'complaint', complaint(3, 1), 1, 1, 0],
  ]);
  expect(careKpis(outcomes, FACTS)).toMatchObject({
    billsDisputed: 1,
    disputesRight: 1 / 2,
    disputeTimeP50: 10 * HOUR_MS,
    disputeTimeP95: 20 * HOUR_MS,
    disputesCredited: 250,
  });
  expect(careKpis(outcomes, { ...FACTS, disputes: false })).toMatchObject({
    billsDisputed: null,
    disputesCredited: null,
  });
});

test("a task about a complaint is its order's, one about a return its shipment's", () => {
  const outcomes = tell(new OutboundOutcomes(), [
    ...STORY,
    [51, 'task', 'customer-service', 'complaint', complaint(2, 1)],
    [78, 'task', 'customer-service', 'return-order', 16],
  ]);
  expect([...outcomes.orders.tasks.slice(0, 3)]).toEqual([0, 1, 0]);
  expect([...outcomes.shipments.tasks.slice(0, 3)]).toEqual([0, 1, 0]);
  expect(outcomes.otherTasks).toBe(0);
});

test('a parcel that came costs its handling and the work at the bench; one that did not costs nothing', () => {
  const prices = {
    labourPerHourMinor: 2_700,
    machinesPerDayMinor: 0,
    stockPerYearShare: 0,
    latePenaltyShare: 0,
    taskPerMinuteMinor: 0,
    taskMinutes: 0,
    returnPerShipmentMinor: 1_800,
    workerPerDayMinor: 0,
    thousandMessagesMinor: 0,
    workers: 0,
    messages: 0,
    periodMs: 24 * HOUR_MS,
  };
  const costs = landedCosts(tell(new OutboundOutcomes(), STORY), prices, hour(100));
  expect([...costs.byOrder.returns]).toEqual([1_800 + 1_350, 0, 0]);
  expect(costs.pots.returns).toBe(3_150);
});
