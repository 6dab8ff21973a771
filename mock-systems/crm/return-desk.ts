/**
 * What customers send back: asked for some time after delivery, posted when it is authorised, or not.
 *
 * 1. A shipment is returned once at most, and no customer posts what was refused.
 * 2. What is in the parcel is what was asked for and had come, less what has been worn; and now and then something else.
 */
import { type AnswerReturn, RETURN_REASON, type ReportReturnDone } from '#orchestrator/contracts/crm';
import { orderOf, sourcingOf } from '#orchestrator/contracts/shipment-key';
import type { HandlerNo } from '#sim/kernel';
import { drawMs } from '#sim/random/draw-ms';
import type { Box } from '../doorstep.ts';
import type { ReturnParcel, ReturnParcels } from '../return-parcels.ts';
import { type CrmOrder, type CrmReturn, RETURN_STAGE, sum } from './crm-order.ts';
import type { CompiledReturns } from './luck.ts';
import type { CrmOffice } from './office.ts';
import type { ReturnProfile } from './settings.ts';

/** Lines that an order may have: draws by line of a shipment lie this far apart. */
const LINES = 64;

export class ReturnDesk {
  private readonly office: CrmOffice;
  private readonly parcels: ReturnParcels;
  private readonly onAsk: HandlerNo;
  private readonly onPost: HandlerNo;

  constructor(office: CrmOffice, parcels: ReturnParcels) {
    this.office = office;
    this.parcels = parcels;
    const { kernel } = office;
    this.onAsk = kernel.handler('crm.return', (key) => this.ask(key));
    this.onPost = kernel.handler('crm.post', (key) => this.post(key));
  }

  /** It has arrived well. */
  plan({ shipment, node, products, units }: Box, order: CrmOrder): void {
    const { office } = this;
    const { streams, kernel } = office;
    const { profile, returns } = office.customer(order.customer);
    const key = office.keyOf(orderOf(shipment));
    const n = sourcingOf(shipment);
    if (returns === null || streams.returns.unit(key, n) >= profile.returns!.share) return;
    order.returns.push({
      key: shipment,
      node,
      products,
      units,
      wanted: units,
      stage: RETURN_STAGE.thoughtOf,
    });
    const afterMs = drawMs(returns.returnsMs, streams['returns-ms'], key, n);
    office.schedule(this.onAsk, kernel.now + afterMs, order, shipment);
  }

  private ask(key: number): void {
    const { office } = this;
    const order = office.due(orderOf(key));
    const { profile, returns } = office.customer(order.customer);
    const goods = returnOf(order, key)!;
    const draw = office.keyOf(orderOf(key));
    const n = sourcingOf(key);
    goods.wanted = this.wanted(goods, profile.returns!, returns!, draw, n);
    goods.stage = RETURN_STAGE.asked;
    const reason = reasonOf(profile.returns!, office.streams.reason.unit(draw, n));
    office.ledger.returnsAsked += 1;
    office.log.business('returnRequested', 'CRM', 'return', key, 1, sum(goods.wanted), reason);
    office.send('returnRequested', key, reason, 0, { units: goods.wanted });
    order.awaited += 1;
  }

  private wanted(
    { units }: CrmReturn,
    { partShare, tooManyShare }: ReturnProfile,
    { partFactor }: CompiledReturns,
    draw: number,
    n: number,
  ): readonly number[] {
    const { streams } = this.office;
    const luck = streams.part.unit(draw, n);
    if (luck >= 1 - tooManyShare) return units.map((each, line) => (line === 0 ? each + 1 : each));
    if (luck >= partShare) return units;
    const part = units.map((each, line) =>
      Math.min(
        each,
        Math.max(0, Math.round(each * partFactor.sample(streams['part-factor'], draw, n * LINES + line))),
      ),
    );
    return sum(part) > 0 ? part : units;
  }

  answered({ key, a: authorised }: AnswerReturn): void {
    const { office } = this;
    const order = office.orders.get(orderOf(key));
    const goods = order === undefined ? undefined : returnOf(order, key);
    if (order === undefined || goods === undefined || goods.stage !== RETURN_STAGE.asked) return;
    order.awaited -= 1;
    if (authorised !== 1) {
      office.ledger.returnsRefused += 1;
      goods.stage = RETURN_STAGE.over;
      return;
    }
    goods.stage = RETURN_STAGE.authorised;
    const { profile, returns } = office.customer(order.customer);
    const draw = office.keyOf(orderOf(key));
    const n = sourcingOf(key);
    if (office.streams.never.unit(draw, n) < profile.returns!.neverShare) return;
    const at = office.kernel.now + drawMs(returns!.packMs, office.streams['pack-ms'], draw, n);
    office.schedule(this.onPost, at, order, key);
  }

  /** It is over: credited, or closed without. */
  done({ key, a: creditedMinor }: ReportReturnDone): void {
    const { office } = this;
    const order = office.orders.get(orderOf(key));
    const goods = order === undefined ? undefined : returnOf(order, key);
    if (goods !== undefined && goods.stage === RETURN_STAGE.over) return;
    if (goods !== undefined) goods.stage = RETURN_STAGE.over;
    office.ledger.returnsDone += 1;
    office.ledger.creditedMinor += creditedMinor;
  }

  private post(key: number): void {
    const { office } = this;
    const { streams, kernel } = office;
    const order = office.due(orderOf(key));
    const goods = returnOf(order, key)!;
    // Closed meanwhile: who hears that keeps it.
    if (goods.stage !== RETURN_STAGE.authorised) return;
    const { profile, returns } = office.customer(order.customer);
    const draw = office.keyOf(orderOf(key));
    const n = sourcingOf(key);
    goods.stage = RETURN_STAGE.sent;
    const parcel = this.parcelOf(goods, profile.returns!, returns!, draw, n);
    office.ledger.returnsSent += 1;
    office.ledger.unitsSent += sum(parcel.units);
    office.log.business('returnSent', 'CRM', 'return', key, 1, sum(parcel.units), parcel.node);
    this.parcels.post(parcel, kernel.now + drawMs(returns!.transitMs, streams['transit-ms'], draw, n));
  }

  private parcelOf(
    { key, node, products, units, wanted }: CrmReturn,
    { neverShare, strangeShare, strangeUnits, wornShare }: ReturnProfile,
    { wornFactor }: CompiledReturns,
    draw: number,
    n: number,
  ): ReturnParcel {
    const { streams } = this.office;
    const sent = units.map((each, line) => Math.min(each, wanted[line]!));
    const strange = streams.never.unit(draw, n) < neverShare + strangeShare;
    const worn = sent.map((each, line) => {
      const index = n * LINES + line;
      if (streams.worn.unit(draw, index) >= wornShare) return 0;
      return Math.min(
        each,
        Math.max(0, Math.ceil(each * wornFactor.sample(streams['worn-factor'], draw, index))),
      );
    });
    return { key, node, products, units: sent, worn, strangeUnits: strange ? strangeUnits : 0 };
  }
}

function returnOf({ returns }: CrmOrder, key: number): CrmReturn | undefined {
  return returns.find((each) => each.key === key);
}

function reasonOf({ reasonWeights }: ReturnProfile, luck: number): number {
  let left = luck * sum(reasonWeights);
  for (let reason = 0; reason < reasonWeights.length; reason++) {
    left -= reasonWeights[reason]!;
    if (left < 0) return reason;
  }
  return RETURN_REASON.unwanted;
}
