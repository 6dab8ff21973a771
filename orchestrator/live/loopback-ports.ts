/** Free ports of the loopback interface. */
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';

/**
 * That many different ports that nobody listens on now. Somebody may take one before the caller does: whoever binds
 * must be ready to ask again.
 */
export async function freeLoopbackPorts(count: number): Promise<number[]> {
  const servers = Array.from({ length: count }, () => createServer().listen(0, '127.0.0.1'));
  await Promise.all(servers.map((server) => (server.listening ? undefined : once(server, 'listening'))));
  const ports = servers.map((server) => (server.address() as AddressInfo).port);
  await Promise.all(servers.map((server) => once(server.close(), 'close')));
  return ports;
}
