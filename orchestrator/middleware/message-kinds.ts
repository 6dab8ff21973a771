/** Kinds of message that a lane takes, and that may make one. */
import type { CoreToPartner } from '../contracts/outbound.ts';

/** Every kind there is: one that is left out here is a type error. */
const KINDS: Readonly<Record<CoreToPartner['kind'], true>> = {
  amendDocuments: true,
  answerCancellation: true,
  answerChange: true,
  bookLoad: true,
  cancelBooking: true,
  cancelShipment: true,
  dispatchTruck: true,
  disputeInvoice: true,
  driveOn: true,
  fileClaim: true,
  handOver: true,
  loadTruck: true,
  offerTender: true,
  payInvoice: true,
  prepareDocuments: true,
  releaseTruck: true,
  releaseWave: true,
  reportBackorder: true,
  reportDelivery: true,
  reportGoodsIssue: true,
  reportOrderDone: true,
  reportMilestone: true,
  reportSlaRisk: true,
  requestBill: true,
  requestExpedite: true,
  requestHold: true,
  requestMasterData: true,
  requestRating: true,
  requestStatus: true,
  reserveStock: true,
  returnToStock: true,
  withdrawTender: true,
};

export const MESSAGE_KINDS = Object.keys(KINDS) as readonly CoreToPartner['kind'][];
