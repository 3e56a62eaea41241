import { createCipheriv, createHash, randomBytes } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, open, rm, statfs } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { BenchStudio } from './benchStudio.js';
import { table } from './table.js';
import { UploadClient } from './uploadClient.js';
import type { Workbench } from './workbench.js';

export interface UploadsRequest {
  /** Bytes of a large file, and of one to hold its memory against. */
  readonly size: number;
  readonly small: number;
  /** Rounds: control and upload take turns. */
  readonly runs: number;
}

const MEBI = 2 ** 20;
const PIECE = MEBI;
/** Where a connection is lost, as a share of the file. */
const CUT = 0.6;

interface Source {
  readonly path: string;
  readonly size: number;
  readonly sha256: string;
}

/** One way of bringing a file to the disk, with what was seen of it. */
interface Row {
  readonly what: string;
  readonly bytes: number;
  /** Until the last byte is on the disk (fsync). */
  readonly seconds: number;
  /** User and system, of the studio's process. */
  readonly cpuSeconds: number | null;
  /** Of the studio's process, as the system counts it. */
  readonly peakBytes: number | null;
}

/**
 * Uploads generated files to the real studio over loopback, whole, broken off and gone on with, and three at
 * once, beside plain copies of the same bytes to the same disk. @throws Error where a byte differs
 */
export async function benchUploads(bench: Workbench, request: UploadsRequest): Promise<string> {
  const { size, small, runs } = request;
  await assertRoom(bench.scratch, 6 * size);
  const large = await generate(bench.path('large.mp4'), size);
  const little = await generate(bench.path('small.mp4'), small);
  const rows: Row[] = [];
  for (let run = 0; run < runs; run += 1) {
    rows.push(await plainCopy(bench, large));
    rows.push(await bareServer(bench, large));
    rows.push(await uploaded(bench, 'upload', [large]));
    bench.signal.throwIfAborted();
  }
  rows.push(await uploaded(bench, 'upload, small', [little]));
  rows.push(await uploaded(bench, 'upload, broken off at 60 % and gone on with', [large], CUT));
  rows.push(await uploaded(bench, 'three at once, each broken off', [large, large, large], CUT));
  return markdown(rows, request);
}

/** Noise, which nothing on the way can make smaller. */
async function generate(path: string, size: number): Promise<Source> {
  const noise = createCipheriv('aes-128-ctr', randomBytes(16), randomBytes(16));
  const zeros = Buffer.alloc(PIECE);
  const sum = createHash('sha256');
  const file = await open(path, 'w');
  for (let at = 0; at < size; at += PIECE) {
    const piece = noise.update(zeros.subarray(0, Math.min(PIECE, size - at)));
    sum.update(piece);
    await file.writeFile(piece);
  }
  await file.sync();
  await file.close();
  return { path, size, sha256: sum.digest('hex') };
}

/** Control: what the disk takes. */
async function plainCopy(bench: Workbench, source: Source): Promise<Row> {
  const target = bench.path('copy');
  const started = performance.now();
  await pipeline(
    createReadStream(source.path, { highWaterMark: PIECE }),
    createWriteStream(target, { highWaterMark: PIECE }),
  );
  await synced(target);
  const seconds = (performance.now() - started) / 1000;
  await rm(target);
  const none = { cpuSeconds: null, peakBytes: null };
  return { what: 'control: plain write', bytes: source.size, seconds, ...none };
}

/** Control: what Node's HTTP costs, with a server that only writes what comes. */
async function bareServer(bench: Workbench, source: Source): Promise<Row> {
  const target = bench.path('bare');
  const server = createServer((incoming, response) => {
    void open(target, 'w').then(async (file) => {
      await pipeline(incoming, file.createWriteStream({ highWaterMark: PIECE }));
      response.end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const client = UploadClient.of(`http://127.0.0.1:${port}`);
  const started = performance.now();
  await client.send('/', source.path, { from: 0, size: source.size });
  await synced(target);
  const seconds = (performance.now() - started) / 1000;
  client.close();
  server.close();
  await rm(target);
  const none = { cpuSeconds: null, peakBytes: null };
  return { what: 'control: bare Node server', bytes: source.size, seconds, ...none };
}

/** To a studio of its own, so that its peak is of these alone. */
async function uploaded(
  bench: Workbench,
  what: string,
  sources: readonly Source[],
  cut?: number,
): Promise<Row> {
  const folder = bench.path('studio');
  await mkdir(folder);
  const studio = await BenchStudio.start(folder, bench.path('cache'));
  try {
    const client = await UploadClient.enter(studio.address);
    const before = studio.cpuSeconds();
    const started = performance.now();
    const kept = await Promise.all(
      sources.map(async (source) => {
        const location = await client.begin('talk.mp4', source.size);
        await sendAll(client, location, source, cut);
        const path = join(folder, '.heygem-studio/uploads', location.split('/')[2]);
        await synced(path);
        return path;
      }),
    );
    const seconds = (performance.now() - started) / 1000;
    const cpuSeconds = studio.cpuSeconds() - before;
    const peakBytes = studio.peakBytes();
    client.close();
    for (const [at, path] of kept.entries()) await assertSame(path, sources[at]);
    const bytes = sources.reduce((sum, { size }) => sum + size, 0);
    return { what, bytes, seconds, cpuSeconds, peakBytes };
  } finally {
    await studio.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

async function sendAll(
  client: UploadClient,
  location: string,
  { path, size }: Source,
  cut: number | undefined,
): Promise<void> {
  let from = 0;
  if (cut !== undefined) {
    await client.send(location, path, { from, size, cut: cut * size });
    from = await client.offsetOf(location);
    if (from < 0.9 * cut * size) throw new Error(`only ${from} bytes of what was sent were kept`);
  }
  const status = await client.send(location, path, { from, size });
  if (status !== 204) throw new Error(`the upload ended with ${status ?? 'a lost connection'}`);
}

async function synced(path: string): Promise<void> {
  const file = await open(path, 'r+');
  await file.sync();
  await file.close();
}

async function assertSame(path: string, { sha256, size }: Source): Promise<void> {
  const sum = createHash('sha256');
  await pipeline(createReadStream(path, { highWaterMark: PIECE }), sum);
  if (sum.digest('hex') !== sha256) throw new Error(`not the ${size} bytes that were sent`);
}

async function assertRoom(folder: string, bytes: number): Promise<void> {
  const { bavail, bsize } = await statfs(folder);
  if (bavail * bsize < bytes)
    throw new Error(`${folder} has not the ${Math.ceil(bytes / MEBI)} MiB that this takes`);
}

const EXPLANATION = `Noise, uploaded by tus over loopback to the studio that \`heygem studio\` starts, a fresh one for each row, and read
back: each sha256 is the sent file's. Time runs until the bytes are on the disk (fsync), for the controls too:
the file copied by Node's streams, and sent to a Node server that only writes what comes. Who sends shares the
machine with who receives. A connection is broken off by destroying its socket, and gone on with where HEAD says.
The peak is the process's own (VmHWM); one that was never asked has 66 MiB.`;

function markdown(rows: readonly Row[], { size, small, runs }: UploadsRequest): string {
  const [large, little] = [size, small].map((bytes) => bytes / MEBI);
  const cells = rows.map(({ what, bytes, seconds, cpuSeconds, peakBytes }) => [
    what,
    Math.round(bytes / MEBI),
    seconds,
    Math.round(bytes / MEBI / seconds),
    cpuSeconds,
    peakBytes === null ? null : Math.round(peakBytes / MEBI),
  ]);
  const header = ['way', 'MiB', 's', 'MiB/s', "studio's CPU s", "studio's peak MiB"];
  const { model } = cpus()[0];
  return [
    '# Uploads to the studio',
    `\`npm run bench -- uploads --size ${large} --small ${little} --runs ${runs}\`, ${cpus().length} x ${model}, Node ${process.version}`,
    EXPLANATION,
    `${table(header, cells)}\n`,
  ].join('\n\n');
}
