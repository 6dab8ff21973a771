/** What has bills disputed, as it is set on the command line: many wrong ones, so that a few days have each way, by rule and by person. */
export const DISPUTED_BILLS: readonly string[] = [
  'systems.erp.wrongBills={ price: 0.1, priceFactor: { uniform: { min: 1.02, max: 1.3 } }, quantity: 0.1, freight: 0.1, ' +
    'freightCharge: 25 USD, twice: 0.05, source: assumption }',
  'systems.crm.disputes={ noticed: 0.8, unfounded: 0.1, after: { exponential: { mean: 5 d } }, within: 20 d, ' +
    'creditMost: 50 USD, source: assumption }',
];
