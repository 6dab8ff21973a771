/**
 * A Restate server of our own: the platform's binary as a child process, with its data in a temporary folder.
 *
 * 1. It listens on loopback only, on ports that were free when it first started and stay the same after a kill.
 * 2. Its node name is fixed: data written under one name is not found again under another.
 * 3. No telemetry. Its look at the latest release (of api.github.com, at each start) can't be kept from it in 1.7: there is no setting
 *    for it, it takes neither proxy nor resolver options from the environment, and without certificates it dies of it. Without a
 *    network it fails unheard.
 * 4. `kill` is SIGKILL and keeps the data; `dispose` removes the data as well, and may be called twice.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { OwnedChild, untilReady } from './child-process.ts';
import { freeLoopbackPorts } from './loopback-ports.ts';
import { RestateAdmin } from './restate-admin.ts';

const NODE_NAME = 'dray';
const READY_TIMEOUT_MS = 60_000;
/** Somebody may take a free port before the server does. */
const FIRST_STARTS_MAX = 3;

export interface RestateServerOptions {
  /** More than one, and messages cross from one to another as they do in earnest. */
  readonly partitions?: number;
  /** How long a repeat of an idempotent call is known, ms. */
  readonly idempotencyRetentionMs?: number;
  /** Longest wait before an invocation whose handler is away is tried again, ms. */
  readonly retryMsMax?: number;
}

interface Ports {
  readonly fabric: number;
  readonly admin: number;
  readonly ingress: number;
}

/** Path of the server's binary for this platform; null where none is installed. */
export function restateBinary(): string | null {
  const require = createRequire(import.meta.url);
  try {
    // The platform's package is a dependency of that one: seen from there it is found wherever it was put.
    const umbrella = require.resolve('@restatedev/restate-server/package.json');
    const name = `@restatedev/restate-server-${process.platform}-${process.arch}`;
    const manifest = createRequire(umbrella).resolve(`${name}/package.json`);
    return join(dirname(manifest), 'bin', 'restate-server');
  } catch {
    return null;
  }
}

export class RestateServer {
  private readonly folder = mkdtempSync(join(tmpdir(), 'dray-restate-'));
  private readonly options: RestateServerOptions;
  private ports: Ports = { fabric: 0, admin: 0, ingress: 0 };
  private child: OwnedChild | null = null;

  private constructor(options: RestateServerOptions) {
    this.options = options;
  }

  /** Starts a server with no data; resolves once it is healthy. */
  static async start(options: RestateServerOptions = {}): Promise<RestateServer> {
    const server = new RestateServer(options);
    for (let attempt = 1; ; attempt++) {
      const [fabric, admin, ingress] = await freeLoopbackPorts(3);
      server.ports = { fabric: fabric!, admin: admin!, ingress: ingress! };
      try {
        await server.restart();
        return server;
      } catch (error) {
        if (attempt < FIRST_STARTS_MAX) continue;
        await server.dispose();
        throw error;
      }
    }
  }

  get adminUrl(): string {
    return `http://127.0.0.1:${this.ports.admin}`;
  }

  get ingressUrl(): string {
    return `http://127.0.0.1:${this.ports.ingress}`;
  }

  /** The last it said. */
  get said(): string {
    return this.child?.said ?? '';
  }

  /** Starts it again on the same data and ports; resolves once it is healthy. */
  async restart(): Promise<void> {
    const binary = restateBinary();
    if (binary === null)
      throw new Error(
        `no Restate server for ${process.platform}-${process.arch}: install @restatedev/restate-server`,
      );
    await this.kill();
    const config = join(this.folder, 'restate.toml');
    writeFileSync(config, configText(this.folder, this.ports, this.options));
    this.child = new OwnedChild('restate-server', binary, ['--config-file', config, '--no-logo'], {
      folder: this.folder,
    });
    await untilReady(this.child, () => this.healthy(), READY_TIMEOUT_MS);
  }

  /** It says it is healthy before its partitions can be asked. */
  private async healthy(): Promise<boolean> {
    const ingress = await fetch(`${this.ingressUrl}/restate/health`);
    await new RestateAdmin(this.adminUrl).query('select count(*) from sys_inbox');
    return ingress.ok;
  }

  async kill(): Promise<void> {
    await this.child?.kill();
    this.child = null;
  }

  async dispose(): Promise<void> {
    await this.kill();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

function configText(folder: string, ports: Ports, options: RestateServerOptions): string {
  return `
node-name = "${NODE_NAME}"
cluster-name = "${NODE_NAME}"
base-dir = "${folder}"
auto-provision = true
listen-mode = "tcp"
bind-ip = "127.0.0.1"
advertised-host = "127.0.0.1"
bind-port = ${ports.fabric}
default-num-partitions = ${options.partitions ?? 4}
disable-telemetry = true
disable-prometheus = true
log-format = "compact"
log-disable-ansi-codes = true
log-filter = "warn"
rocksdb-total-memory-size = "256 MiB"
default-idempotency-retention = "${options.idempotencyRetentionMs ?? 86_400_000}ms"

# An invocation whose handler is away is tried again soon, and is never given up.
[default-retry-policy]
initial-interval = "50ms"
exponentiation-factor = 2.0
max-interval = "${options.retryMsMax ?? 1000}ms"
max-attempts = "unlimited"

[admin]
bind-port = ${ports.admin}
disable-web-ui = true

[ingress]
bind-port = ${ports.ingress}
`;
}
