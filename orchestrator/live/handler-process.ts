/**
 * Entry of the process that serves the live host's handlers to Restate.
 *
 * 1. It holds nothing: killed at any moment and started again, it goes on.
 * 2. It listens on loopback, says `listening`, registers itself with Restate (again and again until Restate is there),
 *    and says `registered`.
 * 3. It ends when its standard input does, so that it never outlives who started it.
 *
 * Usage: node orchestrator/live/handler-process.ts '{"port":9080,"adminUrl":"...","partnersUrl":"...","app":"file:///...","clock":{...}}'
 */
import { createServer } from 'node:http2';
import { createEndpointHandler } from '@restatedev/restate-sdk';
import type { LiveApp } from './live-app.ts';
import { type ClockSettings, LiveClock } from './live-clock.ts';
import { type Gateway, httpGateway } from './partner-gateway.ts';
import { restateServices } from './restate-host.ts';

export interface HandlerProcessConfig {
  readonly port: number;
  readonly adminUrl: string;
  /** Partner 7 is called at `${partnersUrl}/7`. */
  readonly partnersUrl: string;
  /** URL of a module that exports `liveApp`; and `gateway`, where calls go another way than by plain HTTP. */
  readonly app: string;
  readonly clock: ClockSettings;
}

interface AppModule {
  readonly liveApp: LiveApp;
  readonly gateway?: (partnersUrl: string) => Gateway;
}

const REGISTER_RETRY_MS = 50;

async function main(): Promise<void> {
  const config = JSON.parse(process.argv[2]!) as HandlerProcessConfig;
  process.stdin.resume().on('end', () => process.exit(0));
  const { liveApp, gateway = httpGateway } = (await import(config.app)) as AppModule;
  const services = restateServices(liveApp, gateway(config.partnersUrl), new LiveClock(config.clock));
  const handler = createEndpointHandler({
    services,
    logger: ({ level }, message) => {
      if (level === 'error') process.stderr.write(`${message}\n`);
    },
  });
  createServer(handler).listen(config.port, '127.0.0.1', () => process.stdout.write('listening\n'));
  while (!(await register(config).catch(() => false)))
    await new Promise((resolve) => setTimeout(resolve, REGISTER_RETRY_MS));
  process.stdout.write('registered\n');
}

/** Tells Restate where the handlers are. `force`: what is served there now counts, not what was served before. */
async function register({ adminUrl, port }: HandlerProcessConfig): Promise<boolean> {
  const response = await fetch(`${adminUrl}/deployments`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ uri: `http://127.0.0.1:${port}`, force: true }),
  });
  if (!response.ok) process.stderr.write(`not registered: ${response.status} ${await response.text()}\n`);
  return response.ok;
}

await main();
