/** Customers, exceptions, devices. */
import type { Mutant } from '../mutant.ts';

const RETURN = 'orchestrator/processes/returns/return-order.ts';
const RETURN_RULES = 'orchestrator/processes/returns/return-rules.ts';
const COMPLAINT = 'orchestrator/processes/care/complaint.ts';
const COMPLAINT_RULES = 'orchestrator/processes/care/complaint-rules.ts';
const CASE = 'orchestrator/processes/exceptions/case.ts';
const QUALITY = 'orchestrator/processes/outbound/tracking/quality-case.ts';

export const CARE_MUTANTS: readonly Mutant[] = [
  {
    id: 'dangerous-goods-sent-back',
    file: RETURN_RULES,
    find: 'if (each > 0 && product !== undefined && product.unNumber !== 0) return RETURN_REFUSAL.dangerousGoods;',
    replace:
      'if (each > 1 && product !== undefined && product.unNumber !== 0) return RETURN_REFUSAL.dangerousGoods;',
    bug: 'A single piece of dangerous goods may travel back by parcel.',
    grounds: ['dangerousReturns'],
    expected: ['rules-win'],
  },
  {
    id: 'return-credited-twice',
    file: RETURN,
    find: "if (input.a > 0) out.post('customerCredited', input.a);\n      end(",
    replace: "out.post('customerCredited', Math.max(1, 2 * input.a));\n      end(",
    bug: 'What ERP credits for a return is posted twice.',
    grounds: ['care'],
    expected: ['ledger-balances'],
  },
  {
    id: 'return-ends-unheard',
    file: RETURN,
    find: 'moveReturn(draft, kind);\n  out.send(ERP,',
    replace: "moveReturn(draft, kind);\n  if (kind === 'asAnnounced') out.send(ERP,",
    bug: 'A credit that a person has decided on is never asked of ERP.',
    grounds: ['manyReturns', 'care'],
    expected: ['settles'],
  },
  {
    id: 'goodwill-without-limit',
    file: COMPLAINT_RULES,
    find: 'return Math.min(lateCreditMinorMax, Math.floor(valueMinor * lateCreditShare));',
    replace: 'return Math.max(0, Math.floor(valueMinor * lateCreditShare));',
    bug: "Goodwill is a share of the order's value without a limit.",
    grounds: ['deafCare'],
    expected: ['authority-kept'],
  },
  {
    id: 'complaint-answered-twice',
    file: COMPLAINT,
    find: "if (draft.status !== 'new') return;\n  moveComplaint(draft, 'complaintRaised');",
    replace: "if (draft.status === 'looking') return;\n  moveComplaint(draft, 'complaintRaised');",
    bug: 'A complaint that is raised again while a person has it is opened again.',
    grounds: ['deafCare'],
    expected: ['side-effect-once', 'no-throw'],
  },
  {
    id: 'dispute-credited-beyond-limit',
    file: COMPLAINT_RULES,
    find: 'return minor <= limits.creditMinorMax ? RESOLUTION.credited : -1;',
    replace: 'return minor > limits.creditMinorMax ? RESOLUTION.credited : -1;',
    bug: 'A disputed bill is credited by rule beyond the limit, and given to a person below it.',
    grounds: ['disputes'],
    expected: ['authority-kept'],
  },
  {
    id: 'case-resolved-twice',
    file: CASE,
    find: "if (draft.status !== 'resolved') {\n    out.event('caseResolved'",
    replace: "if (draft.openings > 0) {\n    out.event('caseResolved'",
    bug: 'A case that is resolved is resolved again when its entity ends.',
    grounds: ['cases'],
    expected: ['side-effect-once', 'no-throw', 'only-tabled-transitions'],
  },
  {
    id: 'giving-up-by-recommendation',
    file: 'orchestrator/decisions/exception.ts',
    find: "new Set(['pay-billed', 'send-back', 'cancel', 'write-off'])",
    replace: "new Set(['send-back', 'cancel', 'write-off'])",
    bug: 'A disputed bill may be paid as billed by recommendation.',
    grounds: ['casesModel'],
    expected: ['authority-kept'],
  },
  {
    id: 'refused-goods-passed-as-good',
    file: QUALITY,
    find: 'spoilt ? CONDITION.damaged : told, body);',
    replace: 'told, body);',
    bug: 'Goods that quality has refused are told to their customers as delivered.',
    grounds: ['cold'],
    expected: ['refused-not-billed'],
  },
  {
    id: 'quarantine-kept-from-the-load',
    file: QUALITY,
    find: "if (late === 0) out.tell(LOAD, key, 'goodsQuarantined', startedAt, 0, null);",
    replace: "if (late === 1) out.tell(LOAD, key, 'goodsQuarantined', startedAt, 0, null);",
    bug: 'A load is not told that its goods are in quarantine, and delivers them.',
    grounds: ['cold'],
    expected: ['excursion-answered', 'settles', 'refused-not-billed'],
  },
  {
    id: 'second-task-swallowed-by-case',
    file: CASE,
    find: "if (isKept === 1 && draft.asking !== null)\n    out.tell(whose(draft), draft.key, 'taskReleased', 0, 0, body.task!);\n  else if (isKept === 1)",
    replace: 'if (isKept === 1 && draft.asking !== null) draft.task = body.task;\n  else if (isKept === 1)',
    bug: 'A task that comes while another one is decided on is kept by the case and given to nobody.',
    grounds: ['pondering'],
    expected: ['settles'],
  },
  {
    id: 'declined-remedy-forgotten',
    file: CASE,
    find: "out.tell(whose(draft), draft.key, 'taskReleased', 0, 0, task);\n    if (status === 'deciding') withRole",
    replace:
      "if (status === 'deciding') out.tell(whose(draft), draft.key, 'taskReleased', 0, 0, task);\n    if (status === 'deciding') withRole",
    bug: 'A task whose matter has moved on while it was decided on is held back for ever.',
    grounds: ['pondering'],
    expected: ['settles'],
  },
  {
    id: 'case-outlives-its-entity',
    file: CASE,
    find: "if (stands === STANDS.finished) moveCase(draft, 'finished');",
    replace: "if (stands === STANDS.finished && draft.openings === 1) moveCase(draft, 'finished');",
    bug: 'A case that was opened twice does not end with its entity.',
    grounds: ['cases'],
    expected: ['exceptions-are-cases'],
  },
];
