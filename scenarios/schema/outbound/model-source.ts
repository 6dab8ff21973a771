/** Where the model of a policy lives: an ONNX file, a Python class, or an endpoint; and which models a scenario allows. */
import { z } from 'zod';
import { name } from './common.ts';

export const HTTP_PROTOCOLS = ['kserve', 'mlflow', 'chat'] as const;

/** Host and port, and the rest. */
const URL_PATTERN = /^https?:\/\/([A-Za-z0-9.-]+|\[[0-9A-Fa-f:.]+\])(:\d{1,5})?(\/[^\s?#]*)?$/;
const PORT_MAX = 65_535;

export const http = z
  .strictObject({
    protocol: z
      .enum(HTTP_PROTOCOLS)
      .describe('kserve: V2 inference; mlflow: /invocations; chat: chat completions as OpenAI has them'),
    url: z
      .string()
      .regex(URL_PATTERN, {
        error: 'an address is needed, such as http://localhost:8080, without user, query or fragment',
      })
      .refine((url) => portIn(url) <= PORT_MAX, { error: `a port is at most ${PORT_MAX}` })
      .describe('Of the server; what the protocol adds to it is added'),
    model: name.optional().describe('Which model of the server; mlflow has one'),
    key: z
      .string()
      .regex(/^[A-Za-z_]\w*$/, { error: 'the name of an environment variable is needed, such as MY_KEY' })
      .optional()
      .describe('The environment variable whose value is sent as a bearer token'),
  })
  .describe('An endpoint that answers; its host must be allowed with --allow-host');

export const models = z
  .strictObject({
    digests: z
      .array(
        z.string().regex(/^[0-9a-f]{16,64}$/, {
          error: 'a SHA-256 is needed, 16 to 64 of its hexadecimal digits: `dray model check` prints it',
        }),
      )
      .min(1)
      .describe('SHA-256 of each file that may answer'),
  })
  .describe('With it, no model file runs but these');

export type HttpModel = z.infer<typeof http>;

/** 0 = it says none. */
function portIn(url: string): number {
  return Number(URL_PATTERN.exec(url)?.[2]?.slice(1) ?? 0);
}

/** The host of an address as `http` takes it, and its port. */
export function hostOf({ url }: HttpModel): { readonly host: string; readonly port: number } {
  const [, host, port] = URL_PATTERN.exec(url)!;
  const usual = url.startsWith('https:') ? 443 : 80;
  return { host: host!.toLowerCase(), port: port === undefined ? usual : Number(port.slice(1)) };
}

const PYTHON = 'py:';

/** A Python class, as a policy names it. */
export interface PythonClass {
  /** A file, or a module. */
  readonly where: string;
  readonly isFile: boolean;
  readonly className: string;
}

export function namesPython(model: string): boolean {
  return model.startsWith(PYTHON);
}

/** null = it is not written as one is. */
export function pythonClassOf(model: string): PythonClass | null {
  const parted = /^py:(.+):([A-Za-z_]\w*)$/.exec(model);
  if (parted === null) return null;
  const [, where, className] = parted as unknown as readonly [string, string, string];
  const isFile = where.endsWith('.py');
  return isFile || /^[A-Za-z_][\w.]*$/.test(where) ? { where, isFile, className } : null;
}

/** As `py:` names it, without that. */
export function pythonTarget({ where, className }: PythonClass): string {
  return `${where}:${className}`;
}

/** A model of the house without a file: see `twin/deciders/wayward-model.ts`. */
export const WAYWARD = 'wayward';

/** As against a name of the library. */
export function namesModelFile(model: string): boolean {
  return model.includes('/') || model.includes('\\') || model.endsWith('.onnx');
}

/** A file of a scenario's that does not lie in its folder. */
export function climbsOut(file: string): boolean {
  return /^([/\\]|[A-Za-z]:)/.test(file) || file.split(/[/\\]/).includes('..');
}
