/** Kinds of message that a lane takes, and that may make one; and whose each is to do. */
import type { CoreToCarrier } from '../contracts/carriers.ts';
import type { CoreToCrm } from '../contracts/crm.ts';
import type { CoreToCustoms } from '../contracts/customs.ts';
import type { CoreToErp } from '../contracts/erp.ts';
import type { CoreToFleet } from '../contracts/fleet.ts';
import type { CoreToPartner } from '../contracts/partner-messages.ts';
import type { CoreToPurchasing } from '../contracts/purchasing.ts';
import type { CoreToReceiving } from '../contracts/receiving.ts';
import type { CoreToReplenishment } from '../contracts/replenishment.ts';
import type { CoreToCredits, ExpectReturn, IssueCreditNote } from '../contracts/returns.ts';
import type { CoreToStores } from '../contracts/stores.ts';
import type { CoreToSupplier } from '../contracts/suppliers.ts';
import type { CoreToTelematics } from '../contracts/telematics.ts';
import type { CoreToTms } from '../contracts/tms.ts';
import type { CoreToWms } from '../contracts/wms.ts';

/** What each partner takes, by what people call it. */
interface Takers {
  readonly ERP: CoreToErp | CoreToCredits | CoreToPurchasing | CoreToReplenishment | IssueCreditNote;
  readonly WMS: CoreToWms | CoreToReceiving | ExpectReturn;
  readonly TMS: CoreToTms;
  readonly carriers: CoreToCarrier;
  readonly CRM: CoreToCrm;
  readonly CUSTOMS: CoreToCustoms;
  readonly FLEET: CoreToFleet;
  readonly STORES: CoreToStores;
  readonly SUPPLIER: CoreToSupplier;
  readonly TELEMATICS: CoreToTelematics;
}

type TakerOf<Kind> = {
  readonly [Taker in keyof Takers]: Kind extends Takers[Taker]['kind'] ? Taker : never;
}[keyof Takers];

/** Every kind there is, and who takes it: one that is left out here, or given to another, is a type error. */
const TAKERS: { readonly [Kind in CoreToPartner['kind']]: TakerOf<Kind> } = {
  amendDeclaration: 'CUSTOMS',
  amendDocuments: 'TMS',
  announceShipment: 'TMS',
  answerCancellation: 'ERP',
  answerChange: 'ERP',
  answerComplaint: 'CRM',
  answerPromise: 'CRM',
  answerQuery: 'CUSTOMS',
  answerReturn: 'CRM',
  askForNotice: 'SUPPLIER',
  askForReceipts: 'STORES',
  bookLoad: 'TMS',
  bookSlot: 'WMS',
  callVehicle: 'FLEET',
  cancelAppointment: 'TMS',
  cancelBooking: 'TMS',
  cancelRemainder: 'SUPPLIER',
  cancelShipment: 'WMS',
  cancelSlot: 'WMS',
  cancelTransfer: 'ERP',
  confirmAppointment: 'SUPPLIER',
  creditDelivery: 'ERP',
  dispatchTruck: 'carriers',
  disputeInvoice: 'carriers',
  driveOn: 'carriers',
  expectReturn: 'WMS',
  fileClaim: 'carriers',
  followTrip: 'TELEMATICS',
  grantCredit: 'ERP',
  handBack: 'FLEET',
  handOver: 'carriers',
  issueCreditNote: 'ERP',
  loadTruck: 'WMS',
  lodgeDeclaration: 'CUSTOMS',
  offerTender: 'carriers',
  payInvoice: 'ERP',
  placeLoad: 'TMS',
  postGoodsReceipt: 'ERP',
  postOverage: 'WMS',
  postTransferReceipt: 'ERP',
  prepareDocuments: 'TMS',
  reduceReservation: 'WMS',
  releaseReceipt: 'WMS',
  releaseTruck: 'carriers',
  releaseVehicle: 'FLEET',
  releaseWave: 'WMS',
  reportBackorder: 'ERP',
  reportConfirmation: 'ERP',
  reportDelivery: 'ERP',
  reportGoodsIssue: 'ERP',
  reportMilestone: 'TMS',
  reportOrderDone: 'ERP',
  reportPurchaseOrderDone: 'ERP',
  reportReturnDone: 'CRM',
  reportSlaRisk: 'ERP',
  requestAllocation: 'ERP',
  requestAppointment: 'TMS',
  requestBill: 'carriers',
  requestExpedite: 'carriers',
  requestHold: 'carriers',
  requestMasterData: 'ERP',
  requestRating: 'TMS',
  requestRoute: 'FLEET',
  requestShelf: 'STORES',
  requestSlots: 'WMS',
  requestStatus: 'carriers',
  requestTransfer: 'ERP',
  reserveStock: 'WMS',
  returnToStock: 'WMS',
  sendPurchaseOrder: 'SUPPLIER',
  withdrawDeclaration: 'CUSTOMS',
  withdrawLoad: 'TMS',
  withdrawShipment: 'TMS',
  withdrawTender: 'carriers',
  withdrawVehicle: 'FLEET',
};

export const MESSAGE_KINDS = Object.keys(TAKERS) as readonly CoreToPartner['kind'][];

/** null = no message of ours is called so. */
export function takerOf(kind: string): keyof Takers | null {
  return Object.hasOwn(TAKERS, kind) ? TAKERS[kind as CoreToPartner['kind']] : null;
}

/**
 * What may be dropped when it has not got through: of the rest a process waits for what becomes of it, or a partner's books would be wrong
 * for ever. Of these nobody waits, or they are asked again in time.
 */
const DROPPABLE: ReadonlySet<string> = new Set<CoreToPartner['kind']>([
  'askForNotice',
  'confirmAppointment',
  'followTrip',
  'offerTender',
  'reportBackorder',
  'reportMilestone',
  'reportSlaRisk',
  'requestBill',
  'requestExpedite',
  'requestStatus',
]);

/** Whether a person may have a message dropped. A kind of a process of the user's own may be: what waits for it is his. */
export function mayBeDropped(kind: string): boolean {
  return DROPPABLE.has(kind) || takerOf(kind) === null;
}
