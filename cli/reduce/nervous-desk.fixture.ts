/** A process of somebody's own that hears of cancelled orders, and does not know what to do: as a file beside a scenario. */
export const NERVOUS_DESK = `import { defineProcess } from 'dray/processes';

export default defineProcess({
  name: 'nervous-desk',
  system: {
    name: 'Nervous CRM',
    initial: {},
    hears: ['orderCancelled'],
    takes: [],
    says: ['customerLost'],
    onEvent: (_state, { key }) => ({ says: [{ kind: 'customerLost', key }] }),
    onMessage: () => ({}),
  },
  actor: {
    name: 'nervous-case',
    version: 1,
    creates: ['customerLost'],
    timers: [],
    initial: () => ({}),
    migrate: (old) => old,
    step() {
      throw new Error('nobody told me what to do when a customer is lost');
    },
    finished: () => false,
    outcome: () => {},
  },
});
`;

export const WITH_NERVOUS_DESK = `extends: quickstart
name: nervous
title: With a desk that can't
story: A desk hears of cancelled orders, and can't deal with them.
processes: [./nervous-desk.ts]
demand: { days: 2 }
network:
  customers:
    classes:
      shop: { cancelled: 0.2 }
`;
