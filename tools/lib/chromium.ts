import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chromium } from '@playwright/test';

const KNOWN_PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

const installed = (): string | undefined =>
  [process.env['CHROMIUM_PATH'], ...KNOWN_PLACES, chromium.executablePath()].find(
    (path) => path !== undefined && path !== '' && existsSync(path),
  );

function tryRun(command: string, args: string[]): boolean {
  try {
    execFileSync(command, args, { stdio: 'inherit' });
    return true;
  } catch {
    return false;
  }
}

/**
 * Path of a Chromium to test with: `CHROMIUM_PATH`, an installed one, else one installed now
 * (Debian's package where this user may install packages, else Playwright's own build).
 * @throws Error naming the remedy when none can be had.
 */
export function findChromium(): string {
  const found = installed();
  if (found) return found;
  console.log('No Chromium found: installing one for the browser tests.');
  const isRoot = process.getuid?.() === 0;
  if (isRoot && existsSync('/usr/bin/apt-get')) {
    tryRun('apt-get', ['update', '-qq']);
    tryRun('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium']);
  }
  if (!installed()) tryRun('npx', ['playwright', 'install', 'chromium']);
  const now = installed();
  if (now) return now;
  throw new Error(
    'No Chromium could be found or installed. Install one and set CHROMIUM_PATH to its executable.',
  );
}

/** Quiet, offline, and with a WebGPU adapter even where there is no GPU. */
export const CHROMIUM_ARGS = [
  '--no-sandbox',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--enable-unsafe-webgpu',
];
