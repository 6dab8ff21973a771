/** What the core asks beside its own rules: whether loads will be late, and what becomes of a carrier's bill. */
import { z } from 'zod';
import { durationFrom } from '../quantities.ts';
import { name, source } from './common.ts';

export const delayPrediction = z
  .strictObject({
    policy: name.describe(
      'Who answers `delay-prediction`: `as-carrier-says` predicts nothing; plan-against-promise, carrier-record, by-pace',
    ),
    lateBy: durationFrom('1 min').describe(
      'By how much a load that is predicted late counts as late, until somebody says by how much',
    ),
    source,
  })
  .describe(
    'Loads on the road are asked about before their carriers say that they are late; nothing = nobody asks',
  );

export const billAudit = z
  .strictObject({
    policy: name.describe(
      'Who answers `invoice-anomaly`: `tolerance-table` disputes what is beyond tolerance; to-the-cent, duplicate-and-outlier',
    ),
  })
  .describe("Carriers' bills are judged one by one; nothing = tolerance alone judges them");
