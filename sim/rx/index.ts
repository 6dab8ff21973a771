/** RxJS in virtual time: what `import ... from 'dray/sim/rx'` gives. */
export { CalendarScheduler } from './calendar-scheduler.ts';
export { type RxWiring, trapRxErrors } from './error-trap.ts';
export { arrivals, type DrawSource, delayByDraw, renewals, serveByDraw } from './sources.ts';
