/** Every KPI of five orders against figures worked out by hand; what changes with lateness, answers too late, and groups. */
import { describe, expect, test } from 'vitest';
import { OUTBOUND_KPI_NAMES, OUTBOUND_KPIS } from './catalogue.ts';
import { casesOf } from './exception-kpis.ts';
import { modeKpis } from './freight-kpis.ts';
import { computeOutboundKpis, outboundKpisBy } from './kpis.ts';
import { OutboundOutcomes } from './outcomes/outcomes.ts';
import { StockValue } from './stock-value.ts';
import {
  FACTS,
  FIVE_ORDERS,
  type Happening,
  HOUR_MS,
  hour,
  issued,
  outcomesOf,
  released,
  START,
} from './story.fixture.ts';

const hours = (count: number): number => count * HOUR_MS;
const kpisOf = (story: typeof FIVE_ORDERS) => computeOutboundKpis(outcomesOf(story), FACTS);

describe('the KPIs of five orders', () => {
  test('are what the events say', () => {
    const kpis = computeOutboundKpis(outcomesOf(FIVE_ORDERS), FACTS);
    expect(kpis).toEqual({
      landedCostPerOrder: null,
      otifCharges: null,
      orders: 5,
      lines: 8,
      ordersShipped: 3,
      ordersDelivered: 3,
      ordersWithdrawn: 1,
      ordersOpen: 1,
      // Judged are 1, 2 and 3: 4 is withdrawn, 5 not due. 2 is late and damaged, 3 has three units of six.
      perfectOrder: 1 / 3,
      perfectInFull: 2 / 3,
      perfectOnDate: 2 / 3,
      perfectDocuments: 1,
      perfectCondition: 2 / 3,
      // 60 - 0, 60 - 1, 20 - 2 hours.
      cycleTimeMean: expect.closeTo(hours((60 + 59 + 18) / 3), 3),
      cycleTimeP50: hours(59),
      cycleTimeP95: hours(60),
      // 10 + 0 + 3 of 10 + 4 + 6 units by the promise; 10 + 4 + 3 left.
      otif: 13 / 20,
      fillRate: 17 / 20,
      onTimeDelivery: 2 / 3,
      // Shipment 24, by 52 hours; shipment 8 is 12 hours early, which is the same day.
      earlyDelivery: 1 / 3,
      // Nobody asks for a day, or takes nothing sooner.
      deliveryToRequest: null,
      inWindow: null,
      linesOnTime: null,
      // One handling unit each.
      casesOnTime: 2 / 3,
      // 10 - 0; 10 - 1 less 4 on hold; 7 - 2.
      orderToShipP50: hours(5),
      orderToShipP90: hours(10),
      holdTimeP50: hours(4),
      holdTimeP90: hours(4),
      backorderShare: 1 / 5,
      cancellationShare: 1 / 5,
      shipments: 3,
      // 2, 1 and 2; 6, 2 and 1; 6 and 2 hours.
      waveWaitP50: hours(2),
      waveWaitP95: hours(2),
      shipmentsMoved: null,
      movedOnTime: null,
      dockWaitP50: hours(2),
      dockWaitP95: hours(6),
      billingLagP50: hours(2),
      billingLagP95: hours(6),
      postingLagP50: null,
      postingLagP95: null,
      loads: 2,
      firstTenderAcceptance: 1 / 2,
      // Nobody has a routing guide.
      rankOneAcceptance: null,
      contractRejection: null,
      tenderDepth: (2 + 1) / 2,
      tenderRejection: 1 / 3,
      tenderCounter: 0,
      tenderSilence: 0,
      tenderToBookingP50: hours(0.25),
      tenderToBookingP95: hours(1),
      // Load 8 a quarter of an hour after the plan, load 24 an hour and three quarters.
      onTimePickup: 1 / 2,
      earlyPickup: 0,
      dwellP50: hours(1.75),
      dwellP95: hours(3.25),
      detainedShare: 1 / 2,
      detentionCost: 6_000,
      transitDaysMean: expect.closeTo((47 + 11.5) / 24 / 2, 12),
      transitDaysP95: expect.closeTo(47 / 24, 12),
      milestoneLagP50: hours(0.5),
      milestoneLagP95: hours(1.5),
      // 2 of 4, and 1 of 2.
      // Two of three within the hour.
      milestonesTimely: 2 / 3,
      milestonesMissing: 1 / 2,
      // Both shipments of the load at risk.
      exceptionRate: 2 / 3,
      // 2, 4, 10, 20 and 39 hours; one exception case is open.
      resolutionP50: hours(10),
      resolutionP95: hours(39),
      exceptionsOpen: 1,
      // Opened at 15, the end is at 200.
      exceptionAgeP90: hours(185),
      // Disputed as it came; the claim an hour after arrival.
      detectionP50: 0,
      detectionP95: hours(1),
      // No delay was reported.
      riskDetectionP50: null,
      riskDetectionP95: null,
      tasksPerOrder: 4 / 5,
      touchPerOrder: null,
      // There is no inbound.
      dockToStockP50: null,
      dockToStockP95: null,
      gateWaitMean: null,
      receiptsOnTime: null,
      noticeAccuracy: null,
      supplierInFull: null,
      appointmentsKept: null,
      dockOccupancy: null,
      receiptPostingLagMean: null,
      customsExamined: null,
      customsQueried: null,
      clearanceP50: null,
      clearanceP95: null,
      borderDays: null,
      borderStayP95: null,
      customsRefused: null,
      customsFees: null,
      lateKnownShare: null,
      // Load 1 was seen to be at risk, and came in time.
      falseAlarms: 1,
      tripsLive: null,
      deviceLagMean: null,
      proofRightFirstTime: null,
      proofLagMean: null,
      proofsWaived: null,
      billedUnsigned: null,
      deliveredAsShipped: null,
      differencesByRule: null,
      differenceLagMean: null,
      differingToBillMean: null,
      creditedForDeliveries: null,
      lateSeenAhead: null,
      lateSeenAheadReports: null,
      etaErrorDay: null,
      etaErrorDayReports: null,
      etaErrorHours: null,
      etaErrorHoursReports: null,
      excursions: null,
      excursionDetectionP50: null,
      excursionDetectionP95: null,
      qualityRefused: null,
      shelfAvailability: null,
      salesLost: null,
      salesLostValue: null,
      storeInventoryDays: null,
      transfersOnTime: null,
      transferFill: null,
      routes: null,
      routeCost: null,
      dropsPerRoute: null,
      routeFill: null,
      routeKmPerCase: null,
      windowHits: null,
      stopsRefused: null,
      urgenciesHeeded: null,
      complaintsPerOrder: null,
      complaintsInTime: null,
      casesPerOrder: null,
      caseDetectionMean: null,
      caseResolutionMean: null,
      casesByRule: null,
      casesByRecommendation: null,
      casesByPerson: null,
      casesEscalated: null,
      casesOpen: null,
      complaintsByRule: null,
      goodwillCost: null,
      returnRate: null,
      returnsRefused: null,
      benchWaitP50: null,
      benchWaitP95: null,
      timeToCreditP50: null,
      timeToCreditP95: null,
      creditsInTime: null,
      billsDisputed: null,
      disputesRight: null,
      disputeTimeP50: null,
      disputeTimeP95: null,
      disputesCredited: null,
      adviceLag: null,
      thirdPartyMargin: null,
      invoiceFirstPass: 1 / 2,
      invoiceVariance: 1_201 / 12_000,
      invoiceDisputed: 1 / 2,
      freightCost: 13_201,
      freightPerKg: 13_201 / 45,
      expediteShare: 1_201 / 13_201,
      spoiltShare: 1 / 3,
      claimsRate: 1 / 3,
      claimCreditRatio: 15_000 / 20_000,
      // Stock of 10,000.00 for 7 hours, 9,970.00 for 3, 8,770.00 for 38; 1,230.00 issued in 2 days.
      inventoryTurns: expect.closeTo(
        (123_000 * 182.5) / ((1_000_000 * 7 + 997_000 * 3 + 877_000 * 38) / 48),
        9,
      ),
      inventoryDays: expect.closeTo((((1_000_000 * 7 + 997_000 * 3 + 877_000 * 38) / 48) * 2) / 123_000, 9),
      receivableDays: null,
      payableDays: null,
      cashToCash: null,
      // t x km x factor: 0.03 x 1000 x 0.12 + 0.01 x 500 x 0.12 + 0.005 x 200 x 0.25.
      co2eKg: expect.closeTo(3.6 + 0.6 + 0.25, 9),
      messagesPerOrder: 50,
    });
    expect(Object.keys(kpis).sort()).toEqual([...OUTBOUND_KPI_NAMES].sort());
  });

  test('by mode: loads, freight and transit', () => {
    const modes = modeKpis(outcomesOf(FIVE_ORDERS), FACTS);
    expect(
      modes.map(({ mode, loads, freightMinor, weightKg }) => [mode, loads, freightMinor, weightKg]),
    ).toEqual([
      ['LTL', 1, 11_201, 40],
      ['PARCEL', 1, 2_000, 5],
    ]);
    expect(modes[1]!.transitDaysMean).toBeCloseTo(11.5 / 24, 12);
  });

  test('where trucks come by appointment, a pickup is on time by the slot; one that has missed it stays late', () => {
    const pickup = (...after: Happening[]): number | null =>
      computeOutboundKpis(
        outcomesOf([
          ...released(1, 0, { customer: 1, promise: 72, units: 1 }, 100, 1),
          [1, 'tenderOffered', 'load', 8, 1, 0, 100],
          [2, 'loadBooked', 'load', 8, 1, 0, 100],
          [2, 'pickupPlanned', 'load', 8, 1, hour(4), 0],
          [2, 'pickupSlotConfirmed', 'load', 8, 1, hour(9), 0],
          ...after,
          ...issued(8, 8, 0, [1, 2, 3, 20], { units: 1, grams: 1_000_000, valueMinor: 100 }),
          [20, 'loadDeparted', 'load', 8, 1, 0, 0],
        ]),
        FACTS,
      ).onTimePickup;
    expect(pickup([9, 'truckArrived', 'load', 8, 1, 0, hour(9)])).toBe(1);
    expect(
      pickup(
        [14, 'truckArrived', 'load', 8, 1, 0, hour(9)],
        [14, 'pickupSlotConfirmed', 'load', 8, 2, hour(15), 0],
      ),
    ).toBe(0);
  });

  describe('of a load that is to change carriers under way', () => {
    const leaves: Happening[] = [
      ...released(1, 0, { customer: 1, promise: 72, units: 1 }, 100, 1),
      [1, 'tenderOffered', 'load', 8, 1, 0, 100],
      [2, 'loadBooked', 'load', 8, 1, 0, 100],
      [2, 'pickupPlanned', 'load', 8, 1, hour(4), 0],
      [4, 'truckArrived', 'load', 8, 1, 0, hour(4)],
      ...issued(8, 8, 0, [1, 2, 3, 5], { units: 1, grams: 1_000_000, valueMinor: 100 }),
      [5, 'loadDeparted', 'load', 8, 1, 0, 0],
      [30, 'tenderOffered', 'load', 8, 2, 1, 300],
      [31, 'bookingCancelled', 'load', 8, 1, 0, 100],
      [31, 'loadBooked', 'load', 8, 2, 1, 300],
      [31, 'pickupPlanned', 'load', 8, 2, hour(40), 1],
    ];
    const takenOver: Happening[] = [...leaves, [44, 'truckArrived', 'load', 8, 2, 1, hour(40)]];
    const reverted: Happening[] = [
      ...leaves,
      [60, 'truckNoShow', 'load', 8, 2, 1, 0],
      [60, 'bookingCancelled', 'load', 8, 2, 1, 300],
      [60, 'loadBooked', 'load', 8, 3, 0, 100],
      [60, 'pickupPlanned', 'load', 8, 3, hour(4), -1],
    ];
    const arrives: Happening[] = [
      [80, 'shipmentDelivered', 'shipment', 8, 1, hour(80), 0],
      [80, 'loadDelivered', 'load', 8, 1, 0, 0],
    ];

    test.each([
      ['is taken over', takenOver, 'PARCEL', 250],
      ['drives on as the new truck does not come', reverted, 'LTL', 120],
    ])(
      'and %s: its mode is that of who delivers it, its pickup is the one at the node',
      (_, story, mode, kg) => {
        const outcomes = outcomesOf([...story, ...arrives]);
        expect(modeKpis(outcomes, FACTS).map((each) => each.mode)).toEqual([mode]);
        expect(computeOutboundKpis(outcomes, FACTS)).toMatchObject({
          co2eKg: kg,
          onTimePickup: 1,
          dwellP50: HOUR_MS,
          tenderToBookingP50: HOUR_MS,
          tenderDepth: 1,
        });
      },
    );
  });

  test('by node, carrier, lane and class: each order, shipment and load once', () => {
    const groups = (by: 'node' | 'carrier' | 'lane' | 'class') =>
      outboundKpisBy(outcomesOf(FIVE_ORDERS), FACTS, by).map(({ no, kpis }) => [
        no,
        kpis.orders,
        kpis.shipments,
        kpis.loads,
      ]);
    expect(groups('node')).toEqual([
      [0, 2, 2, 1],
      [1, 1, 1, 1],
    ]);
    expect(groups('carrier')).toEqual([
      [0, 1, 1, 1],
      [1, 2, 2, 1],
    ]);
    expect(groups('lane')).toEqual([
      [3, 2, 2, 1],
      [4, 1, 1, 1],
    ]);
    expect(groups('class')).toEqual([
      [0, 3, 2, null],
      [1, 2, 1, null],
    ]);
    const [first, second] = outboundKpisBy(outcomesOf(FIVE_ORDERS), FACTS, 'carrier');
    expect([first!.kpis.tenderRejection, second!.kpis.tenderRejection]).toEqual([1 / 2, 0]);
  });
});

describe('what counts', () => {
  const SHORT = [...released(1, 0, { customer: 1, promise: 10, units: 2 }, 100, 1)];

  test('an order past its promise of which nothing has left is judged, and not punctual', () => {
    expect(kpisOf(SHORT)).toMatchObject({
      perfectOnDate: 0,
      perfectInFull: 0,
      otif: 0,
      fillRate: 0,
      onTimeDelivery: null,
    });
  });

  test('a shipment still on the road past its promise is late, before it is not counted', () => {
    const story = [...SHORT, ...issued(8, 8, 0, [1, 1, 1, 2], { units: 2, grams: 1, valueMinor: 100 })];
    expect(kpisOf(story).onTimeDelivery).toBe(0);
    expect(computeOutboundKpis(outcomesOf(story), { ...FACTS, endAt: hour(9) }).onTimeDelivery).toBeNull();
  });

  test('a millisecond late is late', () => {
    const arrived = (ms: number) =>
      kpisOf([
        ...SHORT,
        ...issued(8, 8, 0, [1, 1, 1, 2], { units: 2, grams: 1, valueMinor: 100 }),
        [10, 'shipmentDelivered', 'shipment', 8, 1, hour(10) + ms, 0],
      ]).onTimeDelivery;
    expect([arrived(0), arrived(1)]).toEqual([1, 0]);
  });

  test('units cancelled at the wish of the customer are not wanted; credit refused is nobody to judge', () => {
    const cancelled = (reason: number) =>
      kpisOf([
        ...SHORT,
        ...issued(8, 8, 0, [1, 1, 1, 2], { units: 1, grams: 1, valueMinor: 50 }),
        [3, 'shipmentDelivered', 'shipment', 8, 1, hour(3), 0],
        [4, 'lineCancelled', 'order', 1, 1, 1, reason],
        [5, 'orderDone', 'order', 1, 1, 1, 1],
      ]).perfectOrder;
    expect([cancelled(1), cancelled(2)]).toEqual([1, 0]);
    const refused = kpisOf([
      ...SHORT,
      [1, 'orderRejected', 'order', 1, 1, 0, 0],
      [1, 'lineCancelled', 'order', 1, 1, 2, 4],
      [1, 'orderDone', 'order', 1, 1, 0, 2],
    ]);
    expect(refused).toMatchObject({ ordersWithdrawn: 1, perfectOrder: null, perfectDocuments: null });
    const barred = kpisOf([...SHORT, [1, 'orderRefusedByRule', 'order', 1, 1, 1, 4]]);
    expect(barred).toMatchObject({ ordersWithdrawn: 1, perfectOrder: null });
  });

  test('refused papers spoil the documents of the order', () => {
    expect(kpisOf([...SHORT, [2, 'documentsRefused', 'load', 8, 1, 1, 3]]).perfectDocuments).toBe(0);
    // A denied party: the customer of this order, or of another on the load.
    expect(kpisOf([...SHORT, [2, 'documentsRefused', 'load', 8, 1, 1, 1]]).perfectDocuments).toBeNull();
    expect(kpisOf([...SHORT, [2, 'documentsRefused', 'load', 8, 1, 7, 1]]).perfectDocuments).toBe(0);
    expect(kpisOf([...SHORT, [2, 'lineCancelled', 'order', 1, 1, 2, 4]]).perfectDocuments).toBe(0);
  });

  test('an acceptance after the tender had expired is silence, and no first acceptance', () => {
    const kpis = kpisOf([
      ...SHORT,
      [1, 'tenderOffered', 'load', 8, 1, 0, 100],
      [2, 'tenderExpired', 'load', 8, 1, 0, 0],
      [2, 'tenderOffered', 'load', 8, 2, 1, 100],
      [3, 'tenderAccepted', 'load', 8, 1, 0, 100],
      [3, 'tenderCountered', 'load', 8, 2, 1, 120],
    ]);
    expect(kpis).toMatchObject({
      firstTenderAcceptance: 0,
      tenderSilence: 1 / 2,
      tenderCounter: 1 / 2,
      tenderDepth: null,
    });
  });

  test('a lost load is paid nothing, has no transit and is no delivery in full', () => {
    const kpis = kpisOf([
      ...SHORT,
      ...issued(8, 8, 0, [1, 1, 1, 2], { units: 2, grams: 1_000, valueMinor: 100 }),
      [2, 'loadBooked', 'load', 8, 1, 0, 500],
      [2, 'loadDeparted', 'load', 8, 1, 0, 0],
      [9, 'shipmentDelivered', 'shipment', 8, 1, hour(9), 3],
      [9, 'loadLost', 'load', 8, 1, 0, 0],
    ]);
    expect(kpis).toMatchObject({ freightCost: 0, transitDaysMean: null, perfectInFull: 0, spoiltShare: 1 });
  });

  test('freight that is not paid yet counts as agreed, once the load has left', () => {
    const booked = [...SHORT, [2, 'loadBooked', 'load', 8, 1, 0, 500]] as typeof FIVE_ORDERS;
    expect(kpisOf(booked).freightCost).toBe(0);
    expect(kpisOf([...booked, [3, 'loadDeparted', 'load', 8, 1, 0, 0]]).freightCost).toBe(500);
  });

  test('a short pick, and a truck that never came, are exceptions', () => {
    const picked = [...SHORT, ...issued(8, 8, 0, [1, 1, 1, 2], { units: 2, grams: 1, valueMinor: 100 })];
    expect(kpisOf(picked).exceptionRate).toBe(0);
    expect(kpisOf([...picked, [2, 'pickedShort', 'shipment', 8, 1, 0, 1]]).exceptionRate).toBe(1);
    expect(kpisOf([...picked, [2, 'truckNoShow', 'load', 8, 1, 0, 0]]).exceptionRate).toBe(1);
  });

  test('what was moved to another node counts by order, and arrives as what was sent instead', () => {
    const first = [[1, 'stockReserved', 'shipment', 8, 1, 0, 2]] as typeof FIVE_ORDERS;
    const instead = issued(9, 9, 1, [2, 2, 2, 3], { units: 2, grams: 1, valueMinor: 100 });
    const moved = [
      ...SHORT,
      ...first,
      [2, 'shipmentReassigned', 'shipment', 8, 1, 1, 0],
      ...instead,
    ] as typeof FIVE_ORDERS;
    expect(kpisOf(moved)).toMatchObject({ shipmentsMoved: 1, movedOnTime: 0 });
    const arrived = [...moved, [9, 'shipmentDelivered', 'shipment', 9, 1, hour(4), 0]] as typeof FIVE_ORDERS;
    expect(kpisOf(arrived).movedOnTime).toBe(kpisOf(arrived).onTimeDelivery);
    expect(kpisOf([...SHORT, ...first]).shipmentsMoved).toBeNull();
  });

  test('cases without an end are open', () => {
    const open = casesOf(
      outcomesOf([
        ...SHORT,
        [1, 'orderHeld', 'order', 1, 1, 0, 0],
        ...issued(8, 8, 0, [1, 1, 1, 2], { units: 2, grams: 1, valueMinor: 100 }),
        [3, 'loadAtRisk', 'load', 8, 1, 0, 0],
        [4, 'freightDisputed', 'freight-invoice', 8, 1, 1, 1],
        [5, 'claimOpened', 'claim', 8, 1, 100, 0],
      ]),
    ).map(({ kind, open: count, resolved }) => [kind, count, resolved.size]);
    expect(open).toEqual([
      ['creditHold', 1, 0],
      ['loadAtRisk', 1, 0],
      ['disputedBill', 1, 0],
      ['claim', 1, 0],
      ['exceptionCase', 0, 0],
    ]);
  });

  test('nothing at all gives null, never 0 / 0', () => {
    const kpis = computeOutboundKpis(new OutboundOutcomes(), FACTS);
    expect(kpis).toMatchObject({
      orders: 0,
      perfectOrder: null,
      cycleTimeMean: null,
      freightPerKg: null,
      co2eKg: null,
    });
    for (const value of Object.values(kpis)) expect(Number.isNaN(value)).toBe(false);
  });
});

describe('the value of the stock', () => {
  test('moves with receipts, adjustments and returns, and not after its period', () => {
    const outcomes = outcomesOf([
      ...released(1, 0, { customer: 1, promise: 10, units: 4 }, 800, 1),
      [12, 'goodsReceived', 'node', 0, 1, 3, 10],
      [12, 'stockAdjusted', 'node', 0, 1, 2, -5],
      ...issued(8, 8, 0, [1, 1, 1, 24], { units: 4, grams: 1, valueMinor: 800 }),
      [36, 'goodsReturned', 'shipment', 8, 1, 0, 2],
      [60, 'goodsReceived', 'node', 0, 2, 3, 1000],
    ]);
    // +10 x 3.00 - 5 x 2.00 at noon; -8.00 after a day; +4.00, half of it, at noon of the second day.
    expect(outcomes.stock!.meanMinor(hour(200))).toBeCloseTo(
      (1_000_000 * 12 + 1_002_000 * 12 + 1_001_200 * 12 + 1_001_600 * 12) / 48,
      6,
    );
    expect(outcomes.stock!.issuedMinor).toBe(800);
  });

  test('a period must have a length', () => {
    expect(() => new StockValue({ from: START, to: START, openingMinor: 0, productValueMinor: [] })).toThrow(
      'after it begins',
    );
  });
});

test('every KPI says what it is, whose it is, which way is better and where it is from', () => {
  for (const name of OUTBOUND_KPI_NAMES) {
    const { title, owner, formula, source } = OUTBOUND_KPIS[name];
    for (const text of [title, owner, formula, source]) expect(text, name).not.toBe('');
    expect(source, name).toMatch(/^[SKA]: /);
  }
});
