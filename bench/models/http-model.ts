/**
 * An endpoint as a model of a decision point: each question is one POST.
 *
 * 1. Nothing is called that the user has not allowed by name, and no redirect is followed.
 * 2. Whatever comes instead of an answer (an error, a page, silence, too much) is a failure that the gate judges, with its
 *    reason on record. How long silence lasts is measured in real time: `REAL_TIME` says so.
 * 3. What a server says of its caller's key is cleaned of it before anybody sees it.
 * 4. One question at a time, in the order in which they are put: what the server sees does not depend on how a run is cut into slices.
 */
import { createHash } from 'node:crypto';
import type { DecisionPoint } from '#orchestrator/core/out';
import type { ModelOutput } from '#scenarios/host/ports';
import { type HttpModel, hostOf } from '#scenarios/schema/outbound/model-source';
import { type HttpProtocol, protocolOf } from './http-protocols.ts';
import { ANSWER_BYTES_MAX, ModelFileError, type OutsideModel, REAL_TIME } from './outside-model.ts';
import { cleanerOf } from './secrets.ts';

export interface HttpOptions {
  /** Real time that one answer may take. */
  readonly answerWithinMs: number;
  /** `HOST` or `HOST:PORT` of each that may be called. */
  readonly allowed: readonly string[];
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** Calls nobody yet. @throws ModelFileError where it may not be called */
export function openHttpModel(
  settings: HttpModel,
  point: DecisionPoint,
  { answerWithinMs, allowed, environment }: HttpOptions,
): OutsideModel {
  checkAllowed(settings, allowed);
  const token = tokenOf(settings, environment);
  const protocol = protocolOf(settings, point);
  const endpoint: Endpoint = {
    address: settings.url.replace(/\/$/, '') + protocol.path,
    protocol,
    token,
    clean: cleanerOf(token === null ? [] : [{ name: settings.key!, value: token }]),
    answerWithinMs,
  };
  let last: Promise<unknown> = Promise.resolve();
  let lateInARow = 0;
  return {
    digest: digestOf(settings, point),
    score: (features, rows, text) => {
      const answer = last.then(() => {
        if (lateInARow < LATE_MAX) return asked(endpoint, features, rows, text);
        throw new Error(`is not asked any more: ${LATE_MAX} times in a row ${lateWords(answerWithinMs)}`);
      });
      last = answer.then(
        () => {
          lateInARow = 0;
        },
        (error: Error) => {
          lateInARow = error.message.endsWith(REAL_TIME) ? lateInARow + 1 : 0;
        },
      );
      return answer;
    },
    begin: () => {
      lateInARow = 0;
    },
    close: async () => {},
  };
}

function checkAllowed(settings: HttpModel, allowed: readonly string[]): void {
  const { host, port } = hostOf(settings);
  if (!allowed.some((each) => [host, `${host}:${port}`].includes(each.toLowerCase())))
    throw new ModelFileError(
      `${settings.url}: "${host}" may not be called. Say --allow-host ${host}:${port} if you trust it with what it is asked`,
    );
}

/** null = none is asked for. */
function tokenOf({ url, key }: HttpModel, environment: HttpOptions['environment']): string | null {
  if (key === undefined) return null;
  const token = environment[key] ?? '';
  if (token !== '') return token;
  throw new ModelFileError(
    `${url}: the environment variable ${key} is not set. Export it, or leave \`key\` out`,
  );
}

/** A server that is gone would cost each question its whole time. Source: assumption. */
const LATE_MAX = 3;

interface Endpoint {
  readonly address: string;
  readonly protocol: HttpProtocol;
  readonly token: string | null;
  /** Takes the token out of a text. */
  clean(text: string): string;
  readonly answerWithinMs: number;
}

/** Of what is known of it: what stands behind an address may change any day. */
function digestOf({ protocol, url, model }: HttpModel, point: DecisionPoint): string {
  return createHash('sha256')
    .update(JSON.stringify([protocol, url, model ?? null, point]))
    .digest('hex')
    .slice(0, 16);
}

async function asked(
  { address, protocol, token, clean, answerWithinMs }: Endpoint,
  features: Float32Array,
  rows: number,
  text?: string,
): Promise<ModelOutput> {
  const limit = AbortSignal.timeout(answerWithinMs);
  try {
    const reply = await fetch(address, {
      method: 'POST',
      redirect: 'manual',
      headers: {
        'content-type': 'application/json',
        ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      },
      body: JSON.stringify(protocol.ask(features, rows, text)),
      signal: limit,
    });
    return protocol.read(cleanJson(jsonIn(await bodyOf(reply, clean)), clean), rows);
  } catch (error) {
    if (limit.aborted) throw new Error(lateWords(answerWithinMs));
    throw error instanceof Error && error.cause instanceof Error
      ? new Error(`${error.message}: ${error.cause.message}`)
      : error;
  }
}

function lateWords(ms: number): string {
  return `has not answered within ${ms / 1000} s ${REAL_TIME}`;
}

async function bodyOf(reply: Response, clean: Endpoint['clean']): Promise<string> {
  if (reply.status >= 300 && reply.status < 400) {
    await reply.body?.cancel();
    throw new Error(
      `status ${reply.status}, a redirect to ${clean(reply.headers.get('location') ?? 'nowhere')}, which is not followed`,
    );
  }
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of reply.body ?? []) {
    bytes += chunk.length;
    if (bytes > ANSWER_BYTES_MAX)
      throw new Error(`an answer of more than ${ANSWER_BYTES_MAX} bytes, which is not read on`);
    chunks.push(chunk);
  }
  const text = clean(Buffer.concat(chunks).toString('utf8'));
  if (reply.status !== 200) throw new Error(`status ${reply.status}: ${text.slice(0, SHOWN_MAX)}`);
  return text;
}

/** Escapes of JSON may have hidden it. */
function cleanJson(value: unknown, clean: Endpoint['clean']): unknown {
  if (typeof value === 'string') return clean(value);
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((each: unknown) => cleanJson(each, clean));
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [clean(key), cleanJson(each, clean)]));
}

const SHOWN_MAX = 120;

/** Servers in Python write NaN and Infinity as they are, which is no JSON: they are read as null, and so as no number. */
function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    try {
      return JSON.parse(text.replace(/(?<=[[,:]\s*)-?(?:NaN|Infinity)(?=\s*[\],}])/g, 'null'));
    } catch {
      throw new Error(`no JSON: ${text.slice(0, SHOWN_MAX)}`);
    }
  }
}
