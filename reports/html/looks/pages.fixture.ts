/** Every page that Dray writes, of runs made by hand: they change when a page does, not when the twin behaves otherwise. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AGGREGATES_FORMAT, type ArmAggregates, type RunAggregates } from '../../aggregates/aggregates.ts';
import { flow, NETWORK } from '../../aggregates/network/network.fixture.ts';
import { seriesOf } from '../../aggregates/over-time/over-time.fixture.ts';
import { PlatformHours, type PlatformOverTime } from '../../aggregates/platform-hours.ts';
import { mapOf, plainOrder, tenderedTwice } from '../../aggregates/process-map/story.fixture.ts';
import { collectCase } from '../../case/collect-case.ts';
import { diffOf } from '../../diff/diff-runs.ts';
import type { RunSide } from '../../diff/run-side.ts';
import { FIVE_ORDERS, hour } from '../../kpis/outbound/story.fixture.ts';
import type { OutboundRunReport } from '../../outbound/outbound-report.ts';
import { sampleReport } from '../../outbound/sample.fixture.ts';
import { RecordingWriter } from '../../recording/writer.ts';
import { renderCasePage } from '../case-page.ts';
import { renderDiffPage } from '../diff-page.ts';
import { renderExperimentPage } from '../experiments/experiment-page.ts';
import * as planted from '../experiments/planted.fixture.ts';
import { renderPage } from '../page.ts';
import { failingCase } from '../qa/failure-case.fixture.ts';
import { renderFailurePage } from '../qa/failure-page.ts';
import { failure, found } from '../qa/search-findings.fixture.ts';
import { renderSearchPage } from '../qa/search-page.ts';

const DRAY = '9.9.9';

/** By name. */
export const PAGES: Readonly<Record<string, () => string | Promise<string>>> = {
  run: () =>
    renderPage(assuming('costs: latePenalty (3 % as retailers charge)'), aggregates(), {
      sensitivity: planted.sensitivity({ scenario: 'sample', baseline: 'cheap', candidate: 'dear' }),
    }),
  comparison: () => renderExperimentPage(planted.comparison()),
  several: () => renderExperimentPage(planted.several()),
  across: () => renderExperimentPage(planted.across()),
  sweep: () => renderExperimentPage(planted.sweep()),
  grid: () => renderExperimentPage(planted.grid()),
  selection: () => renderExperimentPage(planted.selection()),
  sensitivity: () => renderExperimentPage(planted.sensitivity()),
  'warm-up': () => renderExperimentPage(planted.warmUp()),
  search: () => renderSearchPage(found({ twice: true, failures: [failure()] }), null, DRAY),
  failure: () => renderFailurePage(failingCase()),
  case: casePage,
  diff: () => renderDiffPage(diffOf(side('before', 900), side('after', 850), null), DRAY),
};

/** What the planted analysis swings is among what it assumes. */
function assuming(assumption: string): OutboundRunReport {
  const report = sampleReport();
  return { ...report, assumptions: [...report.assumptions, assumption] };
}

function aggregates(): RunAggregates {
  const orders = Array.from({ length: 20 }, (_, i) => [i + 1, i] as const);
  const of = (policy: string, expired: number, flows = NETWORK.flows): ArmAggregates => ({
    policy,
    processMap: mapOf(orders.flatMap(([no, at]) => (at < expired ? tenderedTwice : plainOrder)(no, at))),
    network: { ...NETWORK, flows },
    overTime: seriesOf(FIVE_ORDERS, hour(200), { warmUpUntil: hour(12) }),
    platform: platform(expired),
  });
  const changed = [flow(1, 1, 90, 1), flow(1, 0, 50, 0), flow(0, 1, 20, 1)];
  return { format: AGGREGATES_FORMAT, arms: [of('cheap', 5), of('dear', 2, changed)] };
}

/** Two days by the hour, with a morning that is too much for it. */
function platform(waitedMs: number): PlatformOverTime {
  const fold = new PlatformHours(hour(0), { workers: 2, stepMs: 500 });
  for (let no = 0; no < 48; no++) {
    const morning = no % 24 === 8;
    const stepped = morning ? 14_400 : 1_000 + 40 * (no % 24);
    const inLine = morning ? 60 : no % 3;
    fold.add({
      fromAt: hour(no),
      untilAt: hour(no + 1),
      stepped,
      waitedMs: stepped * waitedMs * (1 + no),
      inLine,
    });
  }
  return fold.result()!;
}

function casePage(): string {
  const dir = mkdtempSync(join(tmpdir(), 'dray-looks-'));
  try {
    const writer = new RecordingWriter(dir);
    for (const each of FIVE_ORDERS) {
      if (each.length !== 7) continue;
      const [hours, event, entity, key, n, a, b] = each;
      writer.business(hour(hours), event, 'ERP', entity, key, n, a, b);
    }
    writer.close();
    const knowledge = { codes: {}, actors: {}, documentOf: () => null };
    const run = { dir, scenario: 'by-hand', seed: 1, arm: 'cheap', currency: 'USD', endedAt: hour(200) };
    const collected = collectCase({ ...run, order: 1, knowledge });
    if (collected.kind === 'unknown') throw new Error('there is no order 1');
    return renderCasePage(collected.view, DRAY);
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

/** A run as a folder shows it, whose orders cost so much. */
function side(name: string, landedCostPerOrder: number): RunSide {
  const { arms, currency, reproduce, seed, scenario }: OutboundRunReport = sampleReport();
  const unknown = { overlays: null, settings: null, policies: null, fidelity: null, until: null };
  return {
    name,
    facts: {
      scenario: scenario.name,
      'scenario digest': name,
      seed: String(seed),
      ...unknown,
      ended: 'empty',
      'own parts': null,
      data: null,
      dray: DRAY,
      node: '24.0.0',
      format: '1',
    },
    digests: { run: name, business: name, outcome: name },
    currency,
    reproduce,
    arms: arms.map(({ policy, kpis, pots, digest, end }) => ({
      policy,
      kpis: { ...kpis, landedCostPerOrder },
      pots,
      digest: `${digest}${name}`,
      end,
      modelDigest: null,
      decides: { sourcing: policy },
    })),
    thresholds: [],
    scenario: { platform: { workers: landedCostPerOrder / 50 } },
    missing: [],
  };
}
