/** The mode of each model over time: a step line a model, and where it was first shown something wrong. */
import * as Plot from '@observablehq/plot';
import type { ModeReport } from '../../outbound/governance-report.ts';
import type { Markup } from '../markup.ts';
import { armColor, panelNames, picture } from './plot.ts';

export interface ModeLine {
  readonly policy: string;
  readonly modes: readonly ModeReport[];
  /** Epoch ms; null = never. */
  readonly wrongFrom: number | null;
}

/** Highest first. */
const MODES = ['active', 'canary', 'shadow', 'off'];

interface Point {
  readonly policy: string;
  readonly at: Date;
  readonly mode: string;
}

export function modesPicture(says: string, lines: readonly ModeLine[], from: number, to: number): Markup {
  const policies = lines.map(({ policy }) => policy);
  const points = lines.map((line) => pointsOf(line, to));
  const wrong = lines.flatMap(({ policy, wrongFrom }) =>
    wrongFrom === null ? [] : [{ policy, at: new Date(wrongFrom) }],
  );
  return picture(says, {
    height: 60 + 125 * lines.length,
    marginLeft: 64,
    x: { type: 'utc', domain: [new Date(from), new Date(Math.max(to, from + 1))], label: 'day (UTC)' },
    y: { type: 'point', domain: MODES, label: null, padding: 0.9 },
    fy: { label: null, domain: policies, padding: 0.15, axis: null },
    marks: [
      Plot.gridY({ stroke: 'var(--rule)', strokeOpacity: 1 }),
      Plot.ruleX(wrong, { x: 'at', fy: 'policy', stroke: 'var(--ink)', strokeDasharray: '4 3' }),
      ...points.map((own, arm) =>
        Plot.line(own, {
          x: 'at',
          y: 'mode',
          fy: 'policy',
          stroke: armColor(arm + 1),
          strokeWidth: 3,
          curve: 'step-after',
        }),
      ),
      panelNames(policies),
    ],
  });
}

function pointsOf({ policy, modes }: ModeLine, to: number): Point[] {
  const points = modes
    .filter(({ at }) => at <= to)
    .map(({ at, to: mode }) => ({ policy, at: new Date(at), mode }));
  const last = points.at(-1);
  return last === undefined ? [] : [...points, { ...last, at: new Date(to) }];
}
