/**
 * JUnit's XML, as CI servers read it: suites of cases, each passed, failed, skipped or broken.
 *
 * 1. It is XML whatever a text says: what is no character of XML 1.0 is replaced, the rest is escaped.
 * 2. No time and no host: the same run gives the same bytes.
 * Source: junit-10.xsd of Jenkins' xUnit plugin, which GitLab, GitHub's actions and Azure read as well.
 */

export type JunitOutcome =
  | { readonly kind: 'passed' }
  /** @property message in a line; `detail` says where, and how to see it again */
  | { readonly kind: 'failed' | 'error'; readonly message: string; readonly detail: string }
  | { readonly kind: 'skipped'; readonly message: string };

export interface JunitCase {
  /** The same from run to run: servers follow a case by it. */
  readonly name: string;
  readonly outcome: JunitOutcome;
  /** Shown with it whatever came out. */
  readonly says?: string;
}

export interface JunitSuite {
  readonly name: string;
  /** Of its cases: `dray.<scenario>.<policy>`. */
  readonly classname: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly cases: readonly JunitCase[];
}

export function renderJunit(name: string, suites: readonly JunitSuite[]): string {
  const all = suites.flatMap(({ cases }) => cases);
  return `<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="${attribute(name)}" ${counts(all)}>
${suites.map(suiteXml).join('')}</testsuites>
`;
}

/** `at least 90.0 %` -> `at least`: the bound may be moved, and the case stays the same. */
export function sideOf(bound: string): string {
  return bound.split(' ').slice(0, 2).join(' ');
}

/** Two of one KPI, on one side: told apart by their order. */
export function numbered(cases: readonly JunitCase[]): JunitCase[] {
  const seen = new Map<string, number>();
  return cases.map((each) => {
    const times = (seen.get(each.name) ?? 0) + 1;
    seen.set(each.name, times);
    return times === 1 ? each : { ...each, name: `${each.name} (${times})` };
  });
}

function suiteXml({ name, classname, properties, cases }: JunitSuite): string {
  const facts = Object.entries(properties).map(
    ([key, value]) => `      <property name="${attribute(key)}" value="${attribute(value)}"/>\n`,
  );
  const listed = facts.length === 0 ? '' : `    <properties>\n${facts.join('')}    </properties>\n`;
  const tests = cases.map((each) => caseXml(classname, each)).join('');
  return `  <testsuite name="${attribute(name)}" ${counts(cases)}>\n${listed}${tests}  </testsuite>\n`;
}

function caseXml(classname: string, { name, outcome, says }: JunitCase): string {
  const inside = [
    ...outcomeXml(outcome),
    ...(says === undefined ? [] : [`      <system-out>${content(says)}</system-out>\n`]),
  ];
  const open = `    <testcase classname="${attribute(classname)}" name="${attribute(name)}"`;
  return inside.length === 0 ? `${open}/>\n` : `${open}>\n${inside.join('')}    </testcase>\n`;
}

function outcomeXml(outcome: JunitOutcome): string[] {
  switch (outcome.kind) {
    case 'passed':
      return [];
    case 'skipped':
      return [`      <skipped message="${attribute(outcome.message)}"/>\n`];
    case 'failed':
    case 'error': {
      const tag = outcome.kind === 'failed' ? 'failure' : 'error';
      return [
        `      <${tag} message="${attribute(outcome.message)}" type="${tag}">${content(outcome.detail)}</${tag}>\n`,
      ];
    }
  }
}

function counts(cases: readonly JunitCase[]): string {
  const of = (kind: JunitOutcome['kind']): number =>
    cases.filter(({ outcome }) => outcome.kind === kind).length;
  return `tests="${cases.length}" failures="${of('failed')}" errors="${of('error')}" skipped="${of('skipped')}"`;
}

/** What is no character of XML 1.0, half of a pair included. Source: XML 1.0, production 2. */
const NO_CHARACTER = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};

function content(text: string): string {
  return text.replace(NO_CHARACTER, '\ufffd').replace(/[&<>"]/g, (c) => ESCAPES[c]!);
}

/** A reader makes spaces of breaks in an attribute: they are written as what they are. */
function attribute(text: string): string {
  return content(text).replace(/[\t\n\r]/g, (c) => `&#${c.charCodeAt(0)};`);
}
