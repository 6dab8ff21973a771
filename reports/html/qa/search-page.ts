/**
 * The HTML page of a search: did anything break, what, where and with which seed, the commands that show it again and make it small; then where
 * it has looked: probes, kinds of fault, how much was run.
 *
 * 1. The verdict comes first. What was not looked at is said, with the option that looks.
 * 2. All texts are escaped; nothing is fetched (`shell.ts`). The same search gives the same bytes, but for the line that says how fast it went.
 */
import { INVARIANTS } from '../../outbound/invariants.ts';
import { count } from '../../text/format.ts';
import { html, type Markup } from '../markup.ts';
import { row, table } from '../parts/tables.ts';
import { pageShell } from '../shell.ts';
import { kindsPicture } from './pictures/fault-kinds.ts';
import type { KindFired, SearchFailure, SearchFindings, SearchPace } from './search-findings.ts';

const YEAR_MS = 365 * 86_400_000;
/** Names may be of any length. */
const MESSAGE_MAX = 600;

/** @param pace of this time, on this machine; null = nobody measured */
export function renderSearchPage(found: SearchFindings, pace: SearchPace | null, dray: string): string {
  const { scenario, seed } = found;
  return pageShell({
    title: `Search of ${scenario}, seed ${seed}`,
    name: `search-${scenario}`,
    dray,
    body: html`${heading(found)}
${failures(found)}
${probes(found)}
${kinds(found)}
${volume(found, pace)}
${again(found)}`,
  });
}

function heading(found: SearchFindings): Markup {
  const { scenario, seed, runs, orders, complete, twice } = found;
  const seeds = runs === 0 ? 'no run' : runs === 1 ? `seed ${seed}` : `seeds ${seed} to ${seed + runs - 1}`;
  return html`<header>
<p class="soft">Dray search · scenario ${scenario} · ${seeds}</p>
<h1>What sequence of events breaks ${scenario}?</h1>
<p class="verdict">${verdict(found)}</p>
${complete ? null : html`<p class="bad">It was interrupted: the same command goes on from here.</p>`}
<p>${count(runs)} ${runs === 1 ? 'run' : 'runs'} of at most ${count(orders)} orders${twice ? ', each in two processes' : ''}. ${swarm(found)}</p>
</header>`;
}

function verdict({ failures: all, runs, others }: SearchFindings): Markup {
  const stopped = `${count(others)} ${others === 1 ? 'run' : 'runs'} stopped at another invariant than the one asked for, and ${others === 1 ? 'says' : 'say'} nothing of it.`;
  const aside = others === 0 ? null : html` ${stopped}`;
  if (all.length === 0 && others > 0)
    return html`<strong>Nothing of what was asked for</strong> in ${count(runs)} ${runs === 1 ? 'run' : 'runs'}.${aside}`;
  if (all.length === 0)
    return html`<strong class="good">Nothing broke:</strong> every invariant held in ${count(runs)} ${runs === 1 ? 'run' : 'runs'}.`;
  const broken = all.reduce((sum, each) => sum + each.count, 0);
  const names = [...new Set(all.map(({ invariant }) => invariant))];
  const what = all.length === 1 ? '1 failure' : `${count(all.length)} distinct failures`;
  return html`<strong class="bad">${what}</strong> in ${count(broken)} of ${count(runs)} runs: ${names.join(', ')}.${aside}`;
}

/** What a swarm is, in one line. */
function swarm({ faults, kinds: all }: SearchFindings): string {
  if (faults === 'swarm')
    return `Each run is a swarm: a random half of the ${count(all.length)} kinds of fault that have a place in the scenario is left out, the other half turned up, since a fault that always comes hides what another one would show.`;
  if (faults.length === 0) return 'All faults that can be off were off.';
  return `Of the ${count(all.length)} kinds of fault that have a place in the scenario these were on: ${faults.join(', ')}.`;
}

function failures({ failures: all }: SearchFindings): Markup {
  if (all.length === 0)
    return html`<section id="failures">
<h2>Failures</h2>
<p>None. Checked in each run: ${count(INVARIANTS.length)} invariants, that no step throws, and that the run comes to its end.</p>
<details><summary>The invariants</summary><dl>${INVARIANTS.map(([name, what]) => html`<dt>${name}</dt><dd>${what}</dd>`)}</dl></details>
</section>`;
  const byInvariant = [...Map.groupBy(all, ({ invariant }) => invariant)];
  return html`<section id="failures">
<h2>Failures</h2>
<p class="soft">Of one invariant at one place is one failure, however many runs showed it.</p>
${byInvariant.map(([invariant, own]) => ofInvariant(invariant, own))}
</section>`;
}

function ofInvariant(invariant: string, own: readonly SearchFailure[]): Markup {
  const [, holds] = INVARIANTS.find(([name]) => name === invariant) ?? [];
  return html`<h3>${invariant}</h3>
${holds === undefined ? null : html`<p class="soft">What must hold: ${holds}</p>`}
${own.map(failure)}`;
}

function failure({
  place,
  count: times,
  seed,
  shortestSeed,
  policy,
  finding,
  again: commands,
  file,
}: SearchFailure): Markup {
  const shortest = shortestSeed === seed ? null : html`, shortest with seed ${shortestSeed}`;
  const next =
    file === null
      ? null
      : html`<p class="soft">Then: <code>dray reduce</code> writes FAIL-….scenario.yaml and its page with swim-lanes; when it is mended, <code>dray adopt</code> makes a regression of that file, which your tests run from then on.</p>`;
  return html`<div class="card arm1" style="margin:.75rem 0">
<p><strong>${place}</strong> · ${count(times)} ${times === 1 ? 'run' : 'runs'}, first with seed ${seed}${shortest}, policy ${policy}</p>
<p>${cut(finding.message)}</p>
<pre>${commands.join('\n')}</pre>
${next}
</div>`;
}

function cut(message: string): string {
  const text = message.replace(/^invariant [a-z-]+ violated: /, '');
  return text.length <= MESSAGE_MAX ? text : `${text.slice(0, MESSAGE_MAX)}…`;
}

function probes({ probes: seen, runs }: SearchFindings): Markup {
  if (seen === null)
    return html`<section id="probes">
<h2>Where it has looked</h2>
<p>Nobody watched for probes. <code>--probes</code> says which of the points that have broken orchestrations before were reached, and which never were.</p>
</section>`;
  const { watched, reached, missed } = seen;
  const rows = reached.map(({ probe, runs: times }) => row(probe, [count(times), share(times, runs)]));
  const never = missed.map(({ probe, about }) => html`<li><strong>${probe}</strong>: ${about}</li>`);
  return html`<section id="probes">
<h2>Where it has looked</h2>
<p>${count(reached.length)} of ${count(watched)} probes were reached: named points that have broken orchestrations before.</p>
${
  missed.length === 0
    ? html`<p class="good">None was missed.</p>`
    : html`<h3>Never reached</h3>
<p class="soft">What is never reached is not tested. Other overlays, settings or more runs may get there.</p>
<ul>${never}</ul>`
}
${reached.length === 0 ? null : table('Probes that were reached', ['Probe', 'Runs', 'Of all'], rows)}
</section>`;
}

function share(part: number, whole: number): string {
  return whole === 0 ? '–' : `${((100 * part) / whole).toFixed(0)} %`;
}

function kinds({ kindShares, runs }: SearchFindings): Markup {
  if (kindShares === null || kindShares.length === 0)
    return html`<section id="kinds">
<h2>Kinds of fault</h2>
<p>${kindShares === null ? 'What each kind did was not counted.' : 'None was on.'}</p>
</section>`;
  const idle = kindShares.filter(({ happened }) => happened === 0).map(({ kind }) => kind);
  const still = kindShares
    .filter(({ sampled, changed }) => sampled > 0 && changed === 0)
    .map(({ kind }) => kind);
  const sampledAny = kindShares.some(({ sampled }) => sampled > 0);
  return html`<section id="kinds">
<h2>Kinds of fault</h2>
<p>In how many of the ${count(runs)} runs each kind was on, and in how many of these it happened.${sampledAny ? ' Some runs were made again without it: did that change the trace?' : html` <code>--probes</code> also runs some of them again without it: does that change anything?`}</p>
${idle.length === 0 ? null : html`<p class="bad">On, and never happened: ${idle.join(', ')}. A kind that never happens is not being tested.</p>`}
${still.length === 0 ? null : html`<p class="bad">Changed no trace: ${still.join(', ')}.</p>`}
<figure><figcaption>Runs in which each kind was on, and in which it happened</figcaption>
${kindsPicture(kindShares)}</figure>
${table('Kinds of fault', ['Kind', 'On in runs', 'Happened in', 'Share', 'Changed the trace'], kindShares.map(kindRow))}
</section>`;
}

function kindRow({ kind, runs, happened, sampled, changed }: KindFired): Markup {
  const shown = happened === null ? ['not on record', '–'] : [count(happened), share(happened, runs)];
  return row(kind, [count(runs), ...shown, sampled === 0 ? '–' : `${count(changed)} of ${count(sampled)}`]);
}

function volume({ events, simulatedMs, runs }: SearchFindings, pace: SearchPace | null): Markup {
  const each = runs === 0 ? 0 : Math.round(events / runs);
  return html`<section id="volume">
<h2>How much was run</h2>
<dl>
<dt>Events</dt><dd>${count(events)}, ${count(each)} a run</dd>
<dt>Simulated</dt><dd>${(simulatedMs / YEAR_MS).toFixed(1)} years in which something happens</dd>
${pace === null ? null : html`<dt>Speed</dt><dd>${count(Math.round(pace.eventsPerLaneSecond))} events a second of a process, ${count(Math.round(pace.simulatedPerReal))} times as fast as real time; ${pace.runsPerSecond.toFixed(1)} runs a second in all, this time and on this machine</dd>`}
</dl>
</section>`;
}

function again({ reproduce }: SearchFindings): Markup {
  return html`<section id="again">
<h2>Search again</h2>
<p class="soft">It goes on from what is in its folder: with more <code>--runs</code>, or for longer with <code>--time</code>.</p>
<pre>${reproduce}</pre>
</section>`;
}
