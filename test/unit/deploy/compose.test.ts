import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { askedVariables, composeFile } from './composeFile.js';
import { deployFile, meantLines, ROOT, mistakeIn, suggestedVariables } from './deployFiles.js';

const FILES = ['compose.yaml', 'compose.metrics.yaml'];
const OURS = ['worker', 'studio'];

const compose = composeFile('compose.yaml');
const all = FILES.map(composeFile);
const services = all.flatMap((file) => Object.values(file.services));

function serviceOf(name: string) {
  return compose.services[name];
}

function optionOf(name: string, option: string): string | undefined {
  const words = serviceOf(name).command ?? [];
  return words.find((word) => word.startsWith(`${option}=`))?.slice(option.length + 1);
}

describe('the compose files', () => {
  it('publish nothing beyond this machine unless they are told to', () => {
    const published = services.flatMap(({ ports = [] }) => ports);
    expect(published.length).toBeGreaterThan(2);
    expect(published.filter((port) => !/^127\.0\.0\.1:\d+:\d+$/.test(port))).toEqual([]);
  });

  it.each(OURS)('start %s with words that the command line knows', async (name) => {
    expect(await mistakeIn(serviceOf(name).command ?? [])).toBeUndefined();
  });

  it.each(OURS)('give %s no more than it needs', (name) => {
    const { user, read_only, cap_drop } = serviceOf(name);
    expect(user).toMatch(/^[1-9]\d*:[1-9]\d*$/);
    expect({ read_only, cap_drop }).toEqual({ read_only: true, cap_drop: ['ALL'] });
  });

  it.each(OURS)('mount the storage for %s where it looks, and never make an empty one', (name) => {
    const { volumes = [], environment = {} } = serviceOf(name);
    const storage = volumes.find((volume) => typeof volume !== 'string' && volume['target']);
    expect(storage).toMatchObject({
      target: environment['HEYGEM_STORAGE'],
      bind: { create_host_path: false },
    });
  });

  it('keep the queue with what it must not lose', () => {
    const { command = [], configs = [], volumes = [] } = serviceOf('queue');
    for (const { source, target } of configs) {
      expect(command).toContain(target);
      expect(compose.configs[source]).toBeDefined();
    }
    expect(compose.configs[configs[0].source].file).toBe('redis.conf');
    expect(compose.configs[configs[1].source].content).toBe('requirepass QUEUE_PASSWORD');
    expect(volumes).toContain('queue:/data');
    expect(compose.volumes).toHaveProperty('queue');
  });

  it('let the worker and the studio find the queue with its password', () => {
    for (const name of OURS) {
      const address = new URL(serviceOf(name).environment?.['HEYGEM_QUEUE'] ?? '');
      expect(compose.services).toHaveProperty(address.hostname);
      expect(address.password).toBe('QUEUE_PASSWORD');
    }
  });

  it('publish the studio at the very port that it answers to, behind a password', () => {
    const { ports, environment = {}, healthcheck } = serviceOf('studio');
    const port = optionOf('studio', '--port') ?? '';
    expect(ports).toEqual([`127.0.0.1:${port}:${port}`]);
    expect(environment['HEYGEM_STUDIO_PASSWORD']).toBe('STUDIO_PASSWORD');
    expect(healthcheck?.test.join(' ')).toContain(`http://127.0.0.1:${port}/enter`);
  });

  it("look for the worker's figures where it serves them", () => {
    const place = `127.0.0.1:${optionOf('worker', '--metrics')}`;
    expect(serviceOf('worker').healthcheck?.test.join(' ')).toContain(`http://${place}/metrics`);
    const { scrape_configs: jobs } = parse(deployFile('prometheus.yml')) as {
      scrape_configs: readonly { static_configs: readonly { targets: readonly string[] }[] }[];
    };
    const targets = jobs.flatMap((job) => job.static_configs.flatMap((each) => each.targets));
    expect(targets).toEqual([place]);
    const prometheus = composeFile('compose.metrics.yaml').services['prometheus'];
    expect(prometheus.network_mode).toBe('service:worker');
  });

  it('name images by their versions', () => {
    for (const { image } of services.filter((service) => service.image)) {
      expect(image).toMatch(/^[\w./-]+:v?\d+\.\d+/);
    }
  });

  it('name files that are there', () => {
    const files = all.flatMap(({ configs }) => Object.values(configs)).flatMap(({ file }) => file);
    const named = files.filter((file) => file !== undefined);
    expect(named.length).toBeGreaterThan(1);
    for (const file of named) expect(existsSync(join(ROOT, 'deploy', file))).toBe(true);
  });

  it('ask for nothing that the example does not tell of, nor the other way about', () => {
    const told = [...suggestedVariables(deployFile('env.example')).keys()];
    const asked = [...new Set(FILES.flatMap(askedVariables))];
    const usual = ['HEYGEM_VERSION', 'STUDIO_PORT'];
    expect(asked.filter((name) => !told.includes(name) && !usual.includes(name))).toEqual([]);
    expect(told.filter((name) => !asked.includes(name))).toEqual([]);
  });
});

describe('what the queue is told', () => {
  const told = new Map(
    meantLines(deployFile('redis.conf')).map((line) => {
      const [name = '', ...values] = line.split(' ');
      return [name, values.join(' ')] as const;
    }),
  );

  it('makes it throw nothing away and keep what waits', () => {
    expect(told.get('maxmemory-policy')).toBe('noeviction');
    expect(told.get('appendonly')).toBe('yes');
    expect(told.get('appendfsync')).toBe('everysec');
  });

  it('has no password and no address in it', () => {
    const names = [...told.keys()];
    expect(names).not.toContain('requirepass');
    expect(names).not.toContain('bind');
    expect(told.get('protected-mode')).not.toBe('no');
  });
});
