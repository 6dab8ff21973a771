/** The tasks that the process gives, by whom it asks: what `people` may fill and answer. */

/** Answers that say different things, by kind of task; any other kind has one, whatever its index. */
export const ANSWERS_OF: Readonly<Record<string, number>> = {
  noRoute: 2,
  loadWithoutCarrier: 2,
  noNews: 2,
  disputedBill: 2,
  noBill: 2,
  licenceUsedUp: 2,
  deadLetter: 2,
  taskUnanswered: 2,
  noNotice: 2,
  orderUnanswered: 2,
  shortDelivery: 2,
  noSlot: 2,
  discrepancy: 2,
  complaint: 3,
  disputedInvoice: 3,
  temperatureExcursion: 2,
  returnDiffers: 2,
  largeTransfer: 2,
  transferMissing: 2,
  releaseWave: 2,
};

/** A person who is not told otherwise gives each kind the answer 0. What each answer means stands in docs/outbound.md. */
export const TASKS: Readonly<Record<string, readonly string[]>> = {
  'credit-clerk': ['creditHold'],
  'master-data': ['weightMissing'],
  planner: [
    'ratingUnanswered',
    'noRoute',
    'loadWithoutCarrier',
    'carrierUnanswered',
    'loadsUnplanned',
    'loadUnrated',
    'bookingUnanswered',
    'noAppointment',
    'exceptionCase',
  ],
  'track-and-trace': ['noNews', 'exceptionCase'],
  'freight-auditor': ['disputedBill', 'noBill'],
  'export-desk': [
    'papersRefused',
    'papersUnanswered',
    'licenceUsedUp',
    'documentQueried',
    'declarationUnanswered',
    'exceptionCase',
  ],
  'warehouse-desk': ['truckNotLoaded', 'notPacked', 'releaseWave'],
  'claims-desk': ['claimUnanswered', 'deliveryDiffers', 'exceptionCase'],
  'exception-desk': ['lateInput'],
  'integration-desk': ['deadLetter', 'exceptionCase'],
  buyer: ['noNotice', 'orderUnanswered', 'shortDelivery', 'cancellationUnanswered'],
  'customer-service': ['complaint', 'disputedInvoice', 'returnDiffers'],
  'dock-planner': ['noSlot', 'slotUnanswered'],
  'receiving-desk': ['discrepancy', 'notCounted', 'notPutAway'],
  'replenishment-planner': ['largeTransfer', 'transferUnanswered', 'transferMissing', 'routeUnanswered'],
  'quality-desk': ['temperatureExcursion'],
  supervisor: [
    'releaseWave',
    'creditHold',
    'weightMissing',
    'ratingUnanswered',
    'noRoute',
    'licenceUsedUp',
    'notPacked',
    'deliveryDiffers',
    'deadLetter',
    'taskUnanswered',
    'complaint',
    'disputedInvoice',
    'returnDiffers',
    'exceptionCase',
  ],
};

/** They have nothing to do where stock comes by itself. */
export const INBOUND_ROLES: ReadonlySet<string> = new Set(['buyer', 'dock-planner', 'receiving-desk']);

/** They have nothing to do where there are no stores. */
export const STORE_ROLES: ReadonlySet<string> = new Set(['replenishment-planner']);

/** They have nothing to do where customers are silent. */
export const CARE_ROLES: ReadonlySet<string> = new Set(['customer-service']);

/** They have nothing to do where no goods need their temperature. */
export const COLD_ROLES: ReadonlySet<string> = new Set(['quality-desk']);
