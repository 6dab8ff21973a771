/** The host where faults of the platform live, and what speaks with partners. */
import type { Mutant } from '../mutant.ts';

export const HOST_MUTANTS: readonly Mutant[] = [
  {
    id: 'redelivery-window-too-small',
    file: 'scenarios/host/redelivery-window.ts',
    find: 'if (known.count >= KEPT_COUNT && now - known.since >= REDELIVERY_MS) {',
    replace: 'if (known.count >= KEPT_COUNT || now - known.since >= REDELIVERY_MS / 100) {',
    bug: 'What a partner has sent is known again for half an hour only.',
    grounds: ['lateNews'],
    expected: ['applied-once'],
  },
  {
    id: 'zombie-commits',
    file: 'scenarios/host/zombies.ts',
    find: 'return slot >= 0 && store.versionOf(slot) === version;',
    replace: 'return slot >= 0 && store.versionOf(slot) >= version;',
    bug: 'A worker that was given up for dead commits its step after another has done it.',
    grounds: ['distributor'],
    expected: ['side-effect-once', 'only-tabled-transitions'],
  },
  {
    id: 'clock-runs-back',
    file: 'scenarios/host/core-clock.ts',
    find: 'if (shown > this.now) this.now = shown;',
    replace: 'this.now = shown;',
    bug: 'A clock that is set back goes back for actors as well.',
    grounds: ['clocks'],
    expected: ['no-throw'],
  },
  {
    id: 'restart-loses-a-step',
    file: 'scenarios/host/workers.ts',
    find: 'else for (const job of lost) this.work(job, job.commitAt);',
    replace: 'else for (const job of lost) this.work(job, job.commitAt + this.latencyMs);',
    bug: 'After a crash without outage the steps under way begin again from the start: later than without the crash.',
    grounds: ['comparedSlow'],
    expected: ['crash-equals-no-crash'],
  },
  {
    id: 'timer-lost-when-its-actor-waits',
    file: 'scenarios/host/simulated-host.ts',
    find: 'store.forgetTimer(slot, id);\n    this.workers.arrive(',
    replace: 'store.forgetTimer(slot, id);\n    if (this.workers.isDown) return;\n    this.workers.arrive(',
    bug: 'A timer that rings while the core is down is lost.',
    grounds: ['distributor', 'hard'],
    expected: ['settles', 'nothing-left-over'],
  },
  {
    id: 'upgrade-forgets-the-last-field',
    file: 'scenarios/host/next-version.ts',
    find: 'return Object.fromEntries(names.map((name, i) => [name, JSON.parse(values[last - i]!)]));',
    replace:
      'return Object.fromEntries(names.filter((_name, i) => i < last || last < 9).map((name, i) => [name, JSON.parse(values[last - i]!)]));',
    bug: 'The migration of a large state forgets its last field.',
    grounds: ['compared', 'distributor'],
    expected: ['crash-equals-no-crash', 'no-throw', 'settles'],
  },
  {
    id: 'outbox-skips-one',
    file: 'scenarios/host/outbox.ts',
    find: 'else this.kept.set(partner, waiting.slice(count));',
    replace: 'else this.kept.set(partner, waiting.slice(Math.max(1, count)));',
    bug: 'A message that a partner still does not take when it is offered again is thrown away.',
    grounds: ['hard', 'distributor'],
    expected: ['applied-once', 'settles'],
  },
  {
    id: 'x12-bill-in-whole-units',
    file: 'orchestrator/partners/x12/invoice/mapper.ts',
    find: "const totalMinor = mapping.exact('net amount due (B3-07)', due, minorOfHundredths(due, currency));",
    replace:
      "const totalMinor = Math.round(mapping.exact('net amount due (B3-07)', due, minorOfHundredths(due, currency)) / 100) * 100;",
    bug: 'The total of an X12 bill is rounded to whole units of the currency.',
    grounds: ['distributor'],
    expected: ['invoice-settled-once'],
  },
  {
    id: 'promise-by-the-offset-of-today',
    file: 'mock-systems/erp/order-generator.ts',
    find: 'promisedAt: this.promise(releaseAt + lead),',
    replace:
      'promisedAt: this.promise(releaseAt + lead) + this.zone.offsetMsAt(releaseAt + lead) - this.zone.offsetMsAt(releaseAt),',
    bug: 'A promise is reckoned with the offset in force at the release: after the clocks have changed it is an hour off.',
    grounds: ['summerTime'],
    expected: ['no-promise-past-cutoff'],
  },
];
