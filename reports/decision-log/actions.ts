/**
 * What an option is called where actions must be the same from decision to decision.
 *
 * 1. By the fields that make it what it is, whatever it costs today; a point that names none goes by the place in the list.
 */
import type { Fields } from './log-row.ts';

const FIELDS: Readonly<Record<string, readonly string[]>> = {
  sourcing: ['node', 'carrier', 'service'],
  carrier: ['carrier', 'service'],
  'delay-prediction': ['says'],
  'delay-response': ['action'],
  'invoice-anomaly': ['action'],
  'order-priority': ['rank'],
  replenishment: ['source', 'rule'],
  'wave-sequence': ['rule'],
  workload: ['action', 'node'],
  exception: ['remedy'],
};

/** `node=0,carrier=2,service=1`; `option=3` */
export function actionName(point: string, option: Fields, place: number): string {
  const fields = FIELDS[point];
  if (fields === undefined) return `option=${place}`;
  return fields
    .filter((field) => option[field] !== undefined)
    .map((field) => `${field}=${option[field]}`)
    .join(',');
}
