/**
 * The command that would measure how much the assumptions of a run move its figures: made of the command that gives the run again.
 *
 * 1. What changes what is run is kept (scenario, data, seed, overlays, settings, end); which policies are compared is said anew.
 */
import type { OutboundRunReport } from './outbound-report.ts';

/** What `dray sensitivity` takes, too, each with a value. */
const KEPT: ReadonlySet<string> = new Set(['--data', '--seed', '--with', '--set', '--until', '--allow-host']);
/** A word as the shell takes it: of letters, and of quoted pieces. */
const WORD = /(?:[^\s'\\]|\\.|'[^']*')+/gs;

interface SensitivityCommand {
  readonly command: string;
  /** What the reader has to put in, by name, in place of which word. */
  readonly toFill: readonly string[];
}

/** null = the run's own command is none that could be taken apart. */
export function sensitivityCommand(
  run: Pick<OutboundRunReport, 'reproduce' | 'plausible'> & {
    readonly arms: readonly { readonly policy: string }[];
  },
  out: string,
): SensitivityCommand | null {
  const [dray, verb, ref, ...options] = run.reproduce.match(WORD) ?? [];
  if (dray !== 'dray' || verb !== 'run' || ref === undefined) return null;
  const kept: string[] = [];
  const policies: string[] = [];
  for (let i = 0; i + 1 < options.length; i += 2) {
    const [option, value] = [options[i]!, options[i + 1]!];
    if (KEPT.has(option)) kept.push(option, value);
    // `carrier=cheapest-carrier` is another decision point's.
    else if (option === '--policy' && !/^[\w-]+=/.test(value)) policies.push(value);
  }
  const candidate = policies[0] ?? run.arms[1]?.policy;
  const hasRanges = (run.plausible ?? []).length > 0;
  const toFill = [
    ...(candidate === undefined ? ['POLICY: the policy that the first one is compared with'] : []),
    ...(hasRanges
      ? []
      : [
          'PATH, LOW and HIGH: an input and its range, such as platform.workers=1..4; --vary may be given again',
        ]),
  ];
  const command = [
    ...['dray', 'sensitivity', ref, ...kept, '--candidate', candidate ?? 'POLICY'],
    ...(hasRanges ? [] : ['--vary', 'PATH=LOW..HIGH']),
    ...['--out', out],
  ].join(' ');
  return { command, toFill };
}
