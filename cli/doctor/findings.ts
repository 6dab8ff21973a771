/**
 * What Dray needs of a machine, and what it can do without: each with what is there, and where it is not, what then does not work and how
 * to get it.
 *
 * 1. Nothing here is looked at but through `Here`: what is missing can be shown on any machine.
 */
import { decimal } from '#reports/text/format';

export interface Finding {
  readonly what: string;
  readonly state: 'ok' | 'missing';
  /** Whether Dray works without it at all. */
  readonly need: 'must' | 'optional';
  /** What is there, or why it is not. */
  readonly found: string;
  /** Where it is missing: what does not work, and how to get it. */
  readonly advice?: string;
}

/** The machine, as far as it is asked. */
export interface Here {
  readonly nodeVersion: string;
  /** `linux-x64` */
  readonly platform: string;
  /** Loads a package; answers its version, throws where that can't be done. */
  load(name: string): Promise<string>;
  /** Version of a package without loading it; null = it is not installed. */
  installed(name: string): string | null;
  /** First line of what a program says; null = there is no such program, or it fails. */
  says(program: string, ...words: readonly string[]): string | null;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Throws where nothing can be written here. */
  writeHere(): void;
  freeBytes(): number | null;
  now(): number;
  /** The month's name in a language of which a small ICU knows nothing. */
  monthInGerman(): string;
  zone(): string;
  readonly processors: number;
  readonly memoryBytes: number;
  readonly screen: { readonly columns: number; readonly color: boolean; readonly isTerminal: boolean };
}

const NODE_MIN = 24;
const GIB = 2 ** 30;
/** Recordings of a day of b2b-distributor, with room to spare. */
const FREE_MIN_BYTES = GIB;
/** Before this a clock is wrong: Dray is younger. */
const EPOCH = Date.UTC(2025, 0, 1);
const CHROMIUM = ['chromium', 'chromium-browser', 'google-chrome', 'chrome'];

export async function diagnose(here: Here): Promise<readonly Finding[]> {
  return [
    node(here),
    nodePackage(here),
    ...(await packages(here)),
    python(here),
    chromium(here),
    writable(here),
    disk(here),
    clock(here),
    icu(here),
    machine(here),
    terminal(here),
  ];
}

function node({ nodeVersion }: Here): Finding {
  const isNew = Number(nodeVersion.split('.')[0]) >= NODE_MIN;
  return {
    what: 'Node',
    need: 'must',
    state: isNew ? 'ok' : 'missing',
    found: nodeVersion,
    advice: `Dray needs Node ${NODE_MIN}: npm install without --omit=optional brings one, or install it from nodejs.org`,
  };
}

/** What lets an older Node start Dray. */
function nodePackage({ platform, installed }: Here): Finding {
  const names = [`node-${platform}`, `node-bin-${platform}`];
  const there = names.flatMap((name) => {
    const version = installed(name);
    return version === null ? [] : [`${name} ${version}`];
  });
  return {
    what: 'Node that comes along',
    need: 'optional',
    state: there.length > 0 ? 'ok' : 'missing',
    found: there[0] ?? `none for ${platform}`,
    advice: `on a Node before ${NODE_MIN} Dray does not start: npm install --include=optional, or have Node ${NODE_MIN} on the PATH`,
  };
}

const PACKAGES: readonly (readonly [name: string, need: Finding['need'], without: string])[] = [
  ['apache-arrow', 'must', 'nothing is recorded'],
  ['onnxruntime-node', 'optional', 'models of --policy onnx:... do not run'],
  ['parquet-wasm', 'optional', 'dray export --format parquet does not work'],
  ['highs', 'optional', 'dray compare has no bounds in hindsight: --no-bounds'],
];

async function packages({ load }: Here): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const [what, need, without] of PACKAGES) {
    const advice = `${without}; npm install again`;
    try {
      findings.push({ what, need, state: 'ok', found: await load(what) });
    } catch (error) {
      const why = error instanceof Error ? error.message.split('\n')[0]! : String(error);
      findings.push({ what, need, state: 'missing', found: why, advice });
    }
  }
  return findings;
}

function python({ says, env, platform }: Here): Finding {
  const program = env.DRAY_PYTHON ?? (platform.startsWith('win') ? 'python' : 'python3');
  const version = says(program, '--version');
  return {
    what: 'Python',
    need: 'optional',
    state: version === null ? 'missing' : 'ok',
    found: version ?? `no ${program} on the PATH`,
    advice: 'models of --policy py:... do not run; install Python 3, or name one with DRAY_PYTHON',
  };
}

function chromium({ says }: Here): Finding {
  const version = CHROMIUM.map((each) => says(each, '--version')).find((each) => each !== null) ?? null;
  return {
    what: 'Chromium',
    need: 'optional',
    state: version === null ? 'missing' : 'ok',
    found: version ?? 'none on the PATH',
    advice: 'nothing of Dray needs it but the tests that take pictures; reports open in any browser',
  };
}

function writable({ writeHere }: Here): Finding {
  const what = 'This folder';
  try {
    writeHere();
    return { what, need: 'must', state: 'ok', found: 'can be written to' };
  } catch (error) {
    const found = `can't be written to (${error instanceof Error ? error.message : error})`;
    return {
      what,
      need: 'must',
      state: 'missing',
      found,
      advice: 'runs leave nothing here: go to another folder, or give --out',
    };
  }
}

function disk({ freeBytes }: Here): Finding {
  const free = freeBytes();
  return {
    what: 'Disk',
    need: 'optional',
    state: free === null || free >= FREE_MIN_BYTES ? 'ok' : 'missing',
    found: free === null ? 'free space is not known' : `${decimal(free / GIB, 1)} GiB free`,
    advice: 'recordings of large runs may not fit: some 20 MB for each 1,000 orders and policy',
  };
}

function clock({ now, zone }: Here): Finding {
  const at = now();
  return {
    what: 'Clock',
    need: 'optional',
    state: at >= EPOCH ? 'ok' : 'missing',
    found: `${new Date(at).toISOString().slice(0, 16)}Z, zone ${zone()}`,
    advice: 'runs are the same whatever the time is, but files have wrong dates: set the clock',
  };
}

function icu({ monthInGerman }: Here): Finding {
  const whole = monthInGerman() === 'Januar';
  return {
    what: 'Time zones and languages',
    need: 'optional',
    state: whole ? 'ok' : 'missing',
    found: whole ? 'Intl is whole' : 'this Node has a small ICU',
    advice: 'runs have their own table of zones and work; parts of yours that use Intl may not',
  };
}

function machine({ processors, memoryBytes, platform }: Here): Finding {
  const found = `${platform}, ${processors} ${processors === 1 ? 'processor' : 'processors'}, ${decimal(memoryBytes / GIB, 1)} GiB of memory`;
  return { what: 'Machine', need: 'optional', state: 'ok', found };
}

function terminal({ screen: { columns, color, isTerminal } }: Here): Finding {
  const found = `${isTerminal ? 'a terminal' : 'no terminal'}, ${columns} columns, ${color ? 'colour' : 'no colour'}`;
  return { what: 'Terminal', need: 'optional', state: 'ok', found };
}
