import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server } from 'node:net';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { CuttableLine } from './cuttableLine.js';

let echo: Server;
let line: CuttableLine;

beforeEach(async () => {
  echo = createServer((socket) => socket.pipe(socket).on('error', () => undefined));
  echo.listen(0, '127.0.0.1');
  await once(echo, 'listening');
  line = await CuttableLine.to((echo.address() as AddressInfo).port);
});
afterEach(async () => {
  await line.cut();
  echo.close();
});

it('carries what is said, until it is cut and after it is mended', async () => {
  const { port } = line;
  const first = connect({ host: '127.0.0.1', port });
  first.write('hello');
  expect(String((await once(first, 'data'))[0])).toBe('hello');
  expect(line.connections).toBe(1);
  const ended = once(first, 'close');
  await line.cut();
  await ended;
  await expect(once(connect({ host: '127.0.0.1', port }), 'connect')).rejects.toThrow(
    'ECONNREFUSED',
  );
  await line.mend();
  expect(line.port).toBe(port);
  const second = connect({ host: '127.0.0.1', port });
  second.write('again');
  expect(String((await once(second, 'data'))[0])).toBe('again');
  second.destroy();
});

it('falls silent for whoever is on it, and carries who comes', async () => {
  const first = connect({ host: '127.0.0.1', port: line.port });
  first.write('hello');
  await once(first, 'data');
  line.hush();
  let heard = '';
  first.on('data', (chunk) => (heard += String(chunk)));
  first.write('anybody?');
  const second = connect({ host: '127.0.0.1', port: line.port });
  second.write('again');
  expect(String((await once(second, 'data'))[0])).toBe('again');
  expect([heard, first.closed]).toEqual(['', false]);
  first.destroy();
  second.destroy();
});
