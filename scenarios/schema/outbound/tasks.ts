/** The tasks that the process gives, by whom it asks: what `people` may fill and answer. */

/** A person who is not told otherwise gives each kind the answer 0. What each answer means stands in docs/outbound.md. */
export const TASKS: Readonly<Record<string, readonly string[]>> = {
  'credit-clerk': ['creditHold'],
  'master-data': ['weightMissing'],
  planner: ['ratingUnanswered', 'noRoute', 'loadWithoutCarrier', 'bookingUnanswered'],
  'track-and-trace': ['noNews'],
  'freight-auditor': ['disputedBill', 'noBill'],
  'export-desk': ['papersRefused', 'papersUnanswered', 'licenceUsedUp'],
  'warehouse-desk': ['truckNotLoaded'],
  'claims-desk': ['claimUnanswered'],
  'exception-desk': ['lateInput'],
  'integration-desk': ['deadLetter'],
  supervisor: [
    'creditHold',
    'weightMissing',
    'ratingUnanswered',
    'noRoute',
    'licenceUsedUp',
    'taskUnanswered',
  ],
};
