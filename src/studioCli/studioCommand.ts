import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { resolve } from 'node:path';
import { stat } from 'node:fs/promises';
import { HeygemError } from '../core/errors.js';
import { studioText, type StudioText } from '../core/strings/studioTexts.js';
import { isLoopback, ownAddresses } from '../http/ownAddresses.js';
import type { ServerSettings } from '../studio/serverSettings.js';
import { RunningStudio } from '../studio/runningStudio.js';
import { StatePlace } from '../studio/statePlace.js';
import { StudioServer } from '../studio/studioServer.js';
import type { CliContext, SharedOptions } from '../cli/context.js';
import type { StudioCommandOptions } from '../cli/program.js';
import { EXIT, type ExitCode } from '../cli/exitCodes.js';
import { emitJson, type CliOutput } from '../cli/output.js';

/** Where the built page and the icon lie, beside the command line itself. */
export interface StudioPlaces {
  readonly distFolder: string;
  readonly mediaFolder: string;
}

/** Serves the studio of a folder until it is interrupted. */
export async function studioCommand(
  { output, engine, signal }: CliContext,
  folder: string,
  options: StudioCommandOptions & SharedOptions,
  places: StudioPlaces,
): Promise<ExitCode> {
  const root = resolve(folder);
  const stats = await stat(root).catch(() => undefined);
  if (stats === undefined) throw new HeygemError('folder-missing', { path: root });
  if (!stats.isDirectory()) throw new HeygemError('not-a-folder', { path: root });
  const place = new StatePlace(root);
  const running = new RunningStudio(place);
  const known = await running.address(options.alsoAt);
  if (known !== undefined) {
    say(output, 'studio-again', { folder: root, address: known });
    if (options.open) openInBrowser(known);
    return EXIT.done;
  }
  const password = passwordOf(options);
  const tls = tlsOf(options);
  const server = await StudioServer.start({
    ...{ folder: root, host: options.host, port: options.port, locale: output.locale },
    ...{ flags: flagsOf(options), engine, place, running, ...places },
    ...(options.alsoAt === undefined ? {} : { passedOn: options.alsoAt }),
    ...(password === undefined ? {} : { password }),
    ...(tls === undefined ? {} : { tls }),
  });
  try {
    const address = server.address;
    say(output, 'studio-at', { folder: root, address });
    if (!isLoopback(options.host)) tellOfNetwork(output, server, password, tls !== undefined);
    if (!output.json) output.err(`${studioText(output.locale, 'studio-stop')}\n`);
    if (options.open) openInBrowser(address);
    await aborted(signal);
  } finally {
    await server.close();
  }
  return EXIT.interrupted;
}

function flagsOf({
  parallel,
  provider,
  keepPrevious,
}: StudioCommandOptions & SharedOptions): Partial<ServerSettings> {
  return {
    ...(parallel !== undefined && { parallel }),
    ...(provider && { provider }),
    ...(keepPrevious !== undefined && { keepPrevious }),
  };
}

function say(
  output: CliOutput,
  key: 'studio-at' | 'studio-again',
  params: { readonly folder: string; readonly address: string },
): void {
  if (output.json) emitJson(output, { event: key, ...params });
  else output.out(studioText(output.locale, key satisfies StudioText, params));
}

function tellOfNetwork(
  output: CliOutput,
  { port, origin }: StudioServer,
  password: string | undefined,
  encrypted: boolean,
): void {
  const scheme = new URL(origin).protocol;
  const addresses = ownAddresses()
    .filter((address) => !address.includes(':'))
    .map((address) => `${scheme}//${address}:${port}/enter`)
    .join(', ');
  const plain = encrypted ? '' : studioText(output.locale, 'studio-plain');
  output.err(`${studioText(output.locale, 'studio-wide', { addresses, plain })}\n`);
  if (password !== undefined)
    output.err(`${studioText(output.locale, 'studio-password', { password })}\n`);
}

/** Beyond this machine there is always one; it is made up where none was given. */
function passwordOf({ host, password }: StudioCommandOptions): string | undefined {
  const given = typeof password === 'string' ? password : process.env['HEYGEM_STUDIO_PASSWORD'];
  if (given !== undefined && given !== '') return given;
  return password === true || !isLoopback(host) ? randomBytes(9).toString('base64url') : undefined;
}

function tlsOf({ cert, key }: StudioCommandOptions) {
  if (cert === undefined && key === undefined) return undefined;
  if (cert === undefined || key === undefined)
    throw new HeygemError('usage', { message: '--cert and --key go together' });
  return { cert: resolve(cert), key: resolve(key) };
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((done) => {
    if (signal.aborted) done();
    else
      signal.addEventListener('abort', () => {
        done();
      });
  });
}

/** The system's own way; where there is none, the address that was printed is followed by hand. */
function openInBrowser(address: string): void {
  const [program, ...args] =
    process.platform === 'win32'
      ? [
          `${process.env['SystemRoot'] ?? 'C:\\Windows'}\\System32\\rundll32.exe`,
          'url.dll,FileProtocolHandler',
          address,
        ]
      : [process.platform === 'darwin' ? '/usr/bin/open' : 'xdg-open', address];
  const child = spawn(program, args, { stdio: 'ignore', detached: true });
  child.on('error', () => undefined);
  child.unref();
}
