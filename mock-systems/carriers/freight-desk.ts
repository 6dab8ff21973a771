/**
 * A carrier's accounts: bills, disputes, claims.
 *
 * 1. A load that was delivered for an agreed amount is billed once; a duplicate is an error of the bill, and says so in its
 *    business event (n = 2). What was lost, or offered for nothing, is not billed.
 * 2. Where bills are judged, by how much one is too high is written down before it is sent, and said to nobody.
 * 3. A dispute has one answer, and so has a claim: asked again, the same is said again.
 * 4. Loss and damage are paid for, in full or in part, or denied. A refusal is the consignee's: denied; so is what arrived well,
 *    or what this carrier does not remember. Spoilt by a temperature that is on record is damaged.
 */
import {
  type DisputeInvoice,
  type FileClaim,
  LADING_EXCEPTION,
  type RequestBill,
} from '#orchestrator/contracts/carriers';
import { CONDITION } from '#orchestrator/contracts/erp';
import type { HandlerNo } from '#sim/kernel';
import { drawMs } from '#sim/random/draw-ms';
import { roundHalfUp } from '../money.ts';
import { type CarrierLoad, DISPUTE, PHASE } from './carrier-load.ts';
import { BILL_ERROR, type Bill, billOf, invoiceOf, SLIPS } from './freight-bill.ts';
import { append } from './memory-line.ts';
import type { CarrierOffice } from './office.ts';
import { conditionIn } from './trip-plan.ts';

export class FreightDesk {
  private readonly office: CarrierOffice;
  private readonly wasTooWarm: (load: number) => boolean;
  private readonly onBill: HandlerNo;
  private readonly onBillAgain: HandlerNo;
  private readonly onDispute: HandlerNo;
  private readonly onClaim: HandlerNo;

  /** @param wasTooWarm whether a recorder on a load says that its goods were out of their limits */
  constructor(office: CarrierOffice, wasTooWarm: (load: number) => boolean = () => false) {
    this.office = office;
    this.wasTooWarm = wasTooWarm;
    this.onBill = office.handler('bill', (key) => this.bill(key));
    this.onBillAgain = office.handler('billAgain', (key) => this.billAgain(key));
    this.onDispute = office.handler('dispute', (key) => this.answerDispute(key));
    this.onClaim = office.handler('claim', (shipment, creditMinor) =>
      this.answerClaim(shipment, creditMinor),
    );
  }

  /** Billed with the proof of delivery at the earliest. */
  delivered(key: number, load: CarrierLoad): void {
    const { behaviours, profile, kernel } = this.office;
    if (load.agreedMinor === 0) {
      // Remembered until its proof of delivery is out: nobody else could give it.
      kernel.schedule(this.onBill, load.podAt, key);
      return;
    }
    const afterMs = drawMs(profile.billAfterMs, behaviours.streams['bill-ms'], load.luckKey, load.luckN);
    kernel.schedule(this.onBill, Math.max(load.podAt, kernel.now + afterMs), key);
  }

  nothingToBill(key: number, load: CarrierLoad): void {
    load.tender = null;
    this.office.finish(key, load);
  }

  private bill(key: number): void {
    const { behaviours, profile, kernel, state } = this.office;
    const load = this.office.loadOf(key)!;
    if (load.agreedMinor === 0) {
      this.nothingToBill(key, load);
      return;
    }
    const bill = billOf(behaviours, profile, load);
    load.billedMinor = bill.totalMinor;
    load.rightMinor = bill.rightMinor;
    load.charges = bill.charges;
    state.ledger.bills += 1;
    state.ledger.billedMinor += bill.totalMinor;
    if (behaviours.market.tellsMistakes === true && bill.totalMinor > bill.rightMinor)
      this.office.loadEvent('freightBillMistaken', key, 1, bill.totalMinor - bill.rightMinor, bill.error);
    const slip = SLIPS.get(bill.error);
    if (slip !== undefined)
      this.office.mistake(slip, key, {
        kind: 'freightBilled',
        said: bill.totalMinor,
        right: bill.rightMinor,
      });
    this.sendBill(key, bill, 1);
    if (bill.error === BILL_ERROR.duplicate) {
      const { streams } = behaviours;
      const afterMs = drawMs(
        profile.duplicateAfterMs,
        streams['bill-duplicate-ms'],
        load.luckKey,
        load.luckN,
      );
      kernel.schedule(this.onBillAgain, kernel.now + afterMs, key);
    } else this.nothingToBill(key, load);
  }

  private billAgain(key: number): void {
    const { behaviours, profile, state } = this.office;
    const load = this.office.loadOf(key);
    // Forgotten meanwhile, after a dispute: then nobody sends it again.
    if (load === undefined || load.tender === null) return;
    state.ledger.duplicateBills += 1;
    this.sendBill(key, billOf(behaviours, profile, load), 2);
    this.nothingToBill(key, load);
  }

  private sendBill(key: number, { charges, totalMinor }: Bill, n: number): void {
    const { carrier, send } = this.office;
    this.office.loadEvent('freightBilled', key, n, totalMinor, carrier);
    send('freightBilled', key, totalMinor, carrier, { invoice: invoiceOf(key), charges });
  }

  /** It has been sent and did not arrive: it comes again, under its number. Not yet made, it is still to come. */
  billAsked({ key }: RequestBill): void {
    const { send, carrier } = this.office;
    const load = this.office.loadOf(key);
    if (load === undefined || load.billedMinor < 0) return;
    const { charges, billedMinor } = load;
    send('freightBilled', key, billedMinor, carrier, { invoice: invoiceOf(key), charges });
  }

  dispute({ key, a: expectedMinor, b: invoice }: DisputeInvoice): void {
    const { behaviours, profile, kernel } = this.office;
    const load = this.office.loadOf(key);
    if (load === undefined || load.billedMinor < 0 || invoice !== invoiceOf(key)) return;
    if (load.dispute === DISPUTE.none) {
      load.dispute = DISPUTE.open;
      load.disputeMinor = expectedMinor;
      this.office.finish(key, load);
      const { streams } = behaviours;
      const afterMs = drawMs(profile.disputeAnswerMs, streams['dispute-ms'], load.luckKey, load.luckN);
      kernel.schedule(this.onDispute, kernel.now + afterMs, key);
    } else if (load.dispute !== DISPUTE.open) this.sayDispute(key, load);
  }

  /** A wrong bill is put right; of a right one the carrier may give up what is disputed. */
  private answerDispute(key: number): void {
    const { behaviours, profile, state, carrier } = this.office;
    const load = this.office.loadOf(key);
    if (load === undefined) return;
    const { correctedShare, concededShare } = profile.settings.freight;
    const u = behaviours.streams.dispute.unit(load.luckKey, load.luckN);
    const wrong = load.billedMinor > load.rightMinor;
    if (u < (wrong ? correctedShare : concededShare)) {
      load.dispute = DISPUTE.corrected;
      load.disputeMinor = wrong ? load.rightMinor : Math.min(load.billedMinor, load.disputeMinor);
      state.ledger.corrections += 1;
      this.office.loadEvent('invoiceCorrected', key, 1, load.disputeMinor, carrier);
    } else load.dispute = DISPUTE.rejected;
    this.sayDispute(key, load);
  }

  private sayDispute(key: number, load: CarrierLoad): void {
    const { send } = this.office;
    if (load.dispute === DISPUTE.corrected)
      send('invoiceCorrected', key, load.disputeMinor, invoiceOf(key), null);
    else send('disputeRejected', key, load.billedMinor, invoiceOf(key), null);
  }

  claim({ key: shipment, a: claimedMinor, b: loadKey, body }: FileClaim): void {
    const { behaviours, profile, kernel, state, send, carrier } = this.office;
    const known = state.claims.get(shipment);
    if (known !== undefined) {
      if (known.answered) send('claimAnswered', shipment, known.creditMinor, carrier, null);
      return;
    }
    const spoilt = body.condition === CONDITION.damaged && this.wasTooWarm(loadKey);
    const creditMinor = this.creditOf(shipment, claimedMinor, this.office.loadOf(loadKey), spoilt);
    state.claims.set(shipment, { creditMinor, answered: false });
    const key = behaviours.keyOfShipment(shipment);
    const afterMs = drawMs(
      profile.claimAnswerMs,
      behaviours.streams['claim-ms'],
      key,
      behaviours.sourcingOf(shipment),
    );
    kernel.schedule(this.onClaim, kernel.now + afterMs, shipment, creditMinor);
  }

  private creditOf(
    shipment: number,
    claimedMinor: number,
    load: CarrierLoad | undefined,
    spoilt: boolean,
  ): number {
    if (load === undefined || load.phase < PHASE.delivered || !load.shipments.includes(shipment)) return 0;
    const { behaviours, profile } = this.office;
    const { streams } = behaviours;
    const condition = conditionIn(behaviours, profile, load, shipment);
    const excepted = wasExcepted(load, shipment);
    if (condition !== CONDITION.lost && condition !== CONDITION.damaged && !spoilt && !excepted) return 0;
    const key = behaviours.keyOfShipment(shipment);
    const index = behaviours.sourcingOf(shipment);
    const { fullShare, partShare } = profile.settings.claims;
    const u = streams.claim.unit(key, index);
    if (u < fullShare) return claimedMinor;
    if (u >= fullShare + partShare) return 0;
    const part = profile.partCredit.sample(streams['claim-part'], key, index);
    return roundHalfUp(claimedMinor * Math.min(Math.max(part, 0), 1));
  }

  private answerClaim(shipment: number, creditMinor: number): void {
    const { state, carrier, send, kernel } = this.office;
    state.claims.set(shipment, { creditMinor, answered: true });
    append(state.doneClaims, shipment, kernel.now);
    state.ledger.claimsAnswered += 1;
    state.ledger.creditedMinor += creditMinor;
    this.office.shipmentEvent('claimAnswered', shipment, 1, creditMinor, carrier);
    send('claimAnswered', shipment, creditMinor, carrier, null);
  }
}

/** Its own driver has signed for less than was loaded, or for damage. */
function wasExcepted({ shipments, exceptions }: CarrierLoad, shipment: number): boolean {
  const found = exceptions?.[shipments.indexOf(shipment)] ?? [];
  return found.some(({ kind }) => kind !== LADING_EXCEPTION.over);
}
