#!/usr/bin/env node
// Stands for Firefox's program where Playwright starts it (test/rig/firefox.ts). Playwright speaks WebDriver
// BiDi to any Firefox, and takes it for granted that it knows one command which Debian's does not know yet.
// So their conversation goes through here: that command is answered, all else is passed on as it is.
//   FIREFOX=PROGRAM firefoxBridge.mjs [FIREFOX'S ARGUMENTS]
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { WebSocket, WebSocketServer } from 'ws';

/** Playwright's colour scheme; nobody here sets one by it. */
const UNKNOWN = 'emulation.setMediaFeaturesOverride';
const LISTENING = /WebDriver BiDi listening on (ws:\/\/\S+)/;

const firefox = spawn(process.env.FIREFOX, process.argv.slice(2), {
  stdio: ['ignore', 'inherit', 'pipe'],
});
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'])
  process.on(signal, () => firefox.kill(signal));
firefox.once('exit', (code) => process.exit(code ?? 1));

createInterface({ input: firefox.stderr }).on('line', (line) => {
  const address = LISTENING.exec(line)?.[1];
  if (address === undefined) console.error(line);
  else listen(address);
});

function listen(address) {
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0 });
  server.on('connection', (driver) => join(driver, new WebSocket(`${address}/session`)));
  server.on('listening', () => {
    console.error(`WebDriver BiDi listening on ws://127.0.0.1:${server.address().port}`);
  });
}

function join(driver, browser) {
  const opened = new Promise((done) => browser.once('open', done));
  driver.on('message', async (data) => {
    const text = data.toString();
    const answer = answered(text);
    if (answer !== undefined) driver.send(answer);
    else {
      await opened;
      browser.send(text);
    }
  });
  browser.on('message', (data) => driver.send(data.toString()));
  browser.on('close', () => driver.close());
  driver.on('close', () => browser.close());
}

function answered(text) {
  if (!text.includes(UNKNOWN)) return undefined;
  const { id, method } = JSON.parse(text);
  return method === UNKNOWN ? JSON.stringify({ type: 'success', id, result: {} }) : undefined;
}
