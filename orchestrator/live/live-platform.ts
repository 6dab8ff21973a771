/**
 * The live platform as its owner sees it: a Restate server and a handler process, started together, killed apart.
 */
import { fileURLToPath } from 'node:url';
import { OwnedChild, untilReady } from './child-process.ts';
import type { HandlerProcessConfig } from './handler-process.ts';
import { type ClockSettings, REAL_TIME } from './live-clock.ts';
import { freeLoopbackPorts } from './loopback-ports.ts';
import { RestateServer, type RestateServerOptions } from './restate-server.ts';

/** Beside this file, as source or as JavaScript, whichever this is. */
const ENTRY = fileURLToPath(
  import.meta.url.endsWith('.ts')
    ? new URL('./handler-process.ts', import.meta.url)
    : new URL('./handler-process.js', import.meta.url),
);
const READY_TIMEOUT_MS = 60_000;

export interface LivePlatformOptions extends RestateServerOptions {
  /** URL of the module that exports `liveApp`. */
  readonly app: string;
  readonly partnersUrl: string;
  /** Default: real time. */
  readonly clock?: ClockSettings;
}

export class LivePlatform {
  readonly server: RestateServer;
  private readonly options: LivePlatformOptions;
  private readonly port: number;
  private handlers: OwnedChild | null = null;

  private constructor(server: RestateServer, options: LivePlatformOptions, port: number) {
    this.server = server;
    this.options = options;
    this.port = port;
  }

  /** Resolves once both are up and the handlers are known to the server. */
  static async start(options: LivePlatformOptions): Promise<LivePlatform> {
    const [port] = await freeLoopbackPorts(1);
    const platform = new LivePlatform(await RestateServer.start(options), options, port!);
    try {
      await platform.startHandlers('registered');
      return platform;
    } catch (error) {
      await platform.dispose();
      throw error;
    }
  }

  /** The last the handler process said. */
  get said(): string {
    return this.handlers?.said ?? '';
  }

  /** Starts the handler process again; resolves once it listens: the server knows it from before. */
  async restartHandlers(): Promise<void> {
    await this.killHandlers();
    await this.startHandlers('listening');
  }

  async killHandlers(): Promise<void> {
    await this.handlers?.kill();
    this.handlers = null;
  }

  async dispose(): Promise<void> {
    await this.killHandlers();
    await this.server.dispose();
  }

  private async startHandlers(until: 'listening' | 'registered'): Promise<void> {
    const { app, partnersUrl, clock = REAL_TIME } = this.options;
    const config: HandlerProcessConfig = {
      port: this.port,
      adminUrl: this.server.adminUrl,
      partnersUrl,
      app,
      clock,
    };
    const child = new OwnedChild('handler process', process.execPath, [ENTRY, JSON.stringify(config)]);
    this.handlers = child;
    await untilReady(child, async () => child.said.includes(until), READY_TIMEOUT_MS);
  }
}
