/**
 * The phases of an orchestration programme, as tables: the world as it is, and four steps from there. All of them have the same
 * demand, the same physical world and the same process; they differ in the ways of messages, in who decides, and in what nobody does.
 *
 * 1. A kind that no entry names goes directly, a decision that is not named is the policy's, a limit that is not named the scenario's.
 *    So `optimised` is the empty table.
 * 2. Each entry says where it comes from. Whatever a scenario says in `phases` counts instead.
 */
import type { PhaseSection } from '../../../schema/outbound/phases.ts';

/** The figures of the next three are assumptions: how landscapes without an orchestrator are usually tied together. */
const ASSUMPTION = 'assumption';

const AS_IS: PhaseSection = {
  ways: [
    {
      kinds: [
        'reserveStock',
        'stockReserved',
        'returnToStock',
        'reportGoodsIssue',
        'reportBackorder',
        'reportOrderDone',
      ],
      way: 'file',
      every: '2 h',
      source: `${ASSUMPTION}: the order interface between ERP and WMS`,
    },
    {
      kinds: ['shipmentPicked', 'shipmentPacked'],
      way: 'file',
      every: '1 h',
      source: `${ASSUMPTION}: the shipment interface from WMS to TMS`,
    },
    {
      kinds: ['stockCounted'],
      way: 'file',
      every: '1 d',
      source: `${ASSUMPTION}: a nightly extract of stock`,
    },
    {
      kinds: ['cancelShipment', 'reduceReservation', 'requestMasterData'],
      way: 'by-hand',
      role: 'order-desk',
      source: `${ASSUMPTION}: a call to the warehouse, a mail to master data`,
    },
    {
      kinds: [
        'offerTender',
        'tenderAccepted',
        'tenderRejected',
        'tenderCountered',
        'withdrawTender',
        'dispatchTruck',
        'requestExpedite',
        'expediteAnswered',
        'requestHold',
        'holdAnswered',
        'driveOn',
        'handOver',
      ],
      way: 'by-hand',
      role: 'transport-desk',
      source: `${ASSUMPTION}: mails with carriers, each written or read and keyed in`,
    },
    {
      kinds: ['prepareDocuments', 'amendDocuments'],
      way: 'by-hand',
      role: 'export-desk',
      source: `${ASSUMPTION}: export papers are typed`,
    },
    {
      kinds: ['milestoneReported'],
      way: 'file',
      every: '1 d',
      source: `${ASSUMPTION}: the daily status list of a carrier`,
    },
    {
      kinds: ['podReceived', 'requestStatus'],
      way: 'by-hand',
      role: 'track-and-trace',
      source: `${ASSUMPTION}: a scan is opened and keyed in; a check call`,
    },
    {
      kinds: ['freightBilled', 'disputeInvoice', 'invoiceCorrected', 'disputeRejected', 'requestBill'],
      way: 'by-hand',
      role: 'freight-auditor',
      source: `${ASSUMPTION}: bills come on paper and are keyed in`,
    },
    { kinds: ['payInvoice'], way: 'file', every: '1 d', source: `${ASSUMPTION}: a payment run a day` },
    {
      kinds: ['fileClaim', 'claimAnswered'],
      way: 'by-hand',
      role: 'claims-desk',
      source: `${ASSUMPTION}: claims go by letter`,
    },
    { kinds: ['reportSlaRisk'], way: 'never', source: `${ASSUMPTION}: customers find out by themselves` },
  ],
  decisions: { sourcing: { by: 'rule' }, carrier: { by: 'rule' }, 'delay-response': { by: 'rule' } },
  thumbs: { sourcing: 'home-node', carrier: 'guide-order', delay: 'never-expedite' },
  limits: {
    // An answer is waited for a day, and what is offered on Friday is answered on Monday.
    tenderResponse: '3 d',
    // Trucks are called a day ahead: the mail must be written, and read.
    pickupLead: '1 d',
    // Nobody chases before the customer does.
    milestoneGrace: '3 d',
    // Bills are looked at by eye.
    invoiceTolerance: 0.1,
  },
  platformCost: 0,
  foundAfter: '2 d',
  source: ASSUMPTION,
};

/** The core hears at once, warns and chases; it decides nothing, and what it would have done goes the old ways. */
const VISIBILITY: PhaseSection = {
  like: 'as-is',
  ways: [
    {
      kinds: [
        'stockReserved',
        'shipmentPicked',
        'shipmentPacked',
        'stockCounted',
        'tenderAccepted',
        'tenderRejected',
        'tenderCountered',
        'expediteAnswered',
        'holdAnswered',
        'milestoneReported',
        'podReceived',
        'freightBilled',
        'invoiceCorrected',
        'disputeRejected',
        'claimAnswered',
      ],
      way: 'direct',
      source: 'what partners say is connected to the core',
    },
    { kinds: ['reportSlaRisk', 'requestStatus'], way: 'direct', source: 'the core warns and asks by itself' },
  ],
  limits: { milestoneGrace: undefined },
  platformCost: 1,
  source: ASSUMPTION,
};

/** Connected both ways; each decision is a person's. */
const WORKFLOW: PhaseSection = {
  decisions: {
    sourcing: { by: 'person', role: 'order-desk', mistakes: 0.02 },
    carrier: { by: 'person', role: 'transport-desk', mistakes: 0.02 },
    'delay-response': { by: 'person', role: 'track-and-trace', mistakes: 0.02 },
  },
  thumbs: { sourcing: 'home-node', carrier: 'guide-order', delay: 'never-expedite' },
  foundAfter: '1 d',
  source: `${ASSUMPTION}; 2 % of what people decide is not what they meant`,
};

/** The policy recommends, a person says yes or goes by the rule of thumb. */
const RECOMMENDATIONS: PhaseSection = {
  decisions: {
    sourcing: { by: 'confirm', role: 'order-desk', overrides: 0.1, mistakes: 0.01 },
    carrier: { by: 'confirm', role: 'transport-desk', overrides: 0.1, mistakes: 0.01 },
    'delay-response': { by: 'confirm', role: 'track-and-trace', overrides: 0.1, mistakes: 0.01 },
  },
  thumbs: { sourcing: 'home-node', carrier: 'guide-order', delay: 'never-expedite' },
  foundAfter: '1 d',
  source: `${ASSUMPTION}; one recommendation in ten is not followed`,
};

/** In the order of a programme. */
export const PHASES: Readonly<Record<string, PhaseSection>> = {
  'as-is': AS_IS,
  visibility: VISIBILITY,
  workflow: WORKFLOW,
  recommendations: RECOMMENDATIONS,
  optimised: { source: 'every message directly, every decision by the policy' },
};
