/** Every KPI of five orders against figures worked out by hand, by group as well; and of nothing at all. */
import { describe, expect, test } from 'vitest';
import { OUTBOUND_KPI_NAMES, OUTBOUND_KPIS } from './catalogue.ts';
import { modeKpis } from './freight-kpis.ts';
import { computeOutboundKpis, outboundKpisBy } from './kpis.ts';
import { OutboundOutcomes } from './outcomes/outcomes.ts';
import { FACTS, FIVE_ORDERS, HOUR_MS, outcomesOf } from './story.fixture.ts';

const hours = (count: number): number => count * HOUR_MS;

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
      changesPerOrder: null,
      changesMade: null,
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
      pickupSlotsKept: null,
      pickupSlotsRebooked: null,
      pickupSlotsRefused: null,
      pickupSlotWaitP50: null,
      pickupSlotWaitP95: null,
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

test('every KPI says what it is, whose it is, which way is better and where it is from', () => {
  for (const name of OUTBOUND_KPI_NAMES) {
    const { title, owner, formula, source } = OUTBOUND_KPIS[name];
    for (const text of [title, owner, formula, source]) expect(text, name).not.toBe('');
    expect(source, name).toMatch(/^[SKA]: /);
  }
});
