import { afterEach, describe, expect, it } from 'vitest';
import { redisHere, RedisServer, withRedis } from './redisServer.js';

let server: RedisServer | undefined;
afterEach(async () => {
  await server?.stop();
  server = undefined;
});

describe.skipIf(!redisHere)(withRedis('a Redis for tests'), () => {
  it('keeps what it was told over kill -9 and a restart', async () => {
    server = await RedisServer.start();
    expect(await server.talk('SET kept yes')).toContain('+OK');
    await server.kill();
    await expect(server.talk('PING')).rejects.toThrow();
    await server.restart();
    expect(await server.talk('GET kept')).toContain('yes');
  });

  it('throws nothing away, and tells memory and commands', async () => {
    server = await RedisServer.start();
    expect(await server.talk('CONFIG GET maxmemory-policy')).toContain('noeviction');
    const before = await server.commands();
    await server.talk('PING', 'PING');
    expect((await server.commands()) - before).toBeGreaterThanOrEqual(3);
    expect(await server.memory()).toBeGreaterThan(100_000);
  });

  it('asks for its password', async () => {
    server = await RedisServer.start({ password: 'open sesame' });
    expect(await server.talk('PING')).toContain('+PONG');
    expect(server.url).toContain(':open%20sesame@');
  });
});
