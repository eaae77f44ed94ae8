// Finds a Chromium on this machine, or gets one.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chromium } from '@playwright/test';
import { run, runTool } from './run.mjs';

const usualPlaces = [
  // A headless shell takes a quarter less CPU.
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/opt/google/chrome/chrome',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

const advice =
  'No Chromium or Google Chrome was found, and none could be installed: install one and set CHROMIUM_PATH to its program file, then run the tests again.';

/** @returns {string | undefined} the program file of a browser that starts; CHROMIUM_PATH comes first */
export function findBrowser() {
  const { CHROMIUM_PATH } = process.env;
  if (CHROMIUM_PATH) return CHROMIUM_PATH;
  return [chromium.executablePath(), ...usualPlaces].find((file) => existsSync(file) && starts(file));
}

/** Prints which browser is used, and installs one if necessary. @returns {Promise<boolean>} */
export async function ensureBrowser() {
  const { CHROMIUM_PATH } = process.env;
  if (CHROMIUM_PATH && !starts(CHROMIUM_PATH)) {
    console.error(`CHROMIUM_PATH is "${CHROMIUM_PATH}", which does not start: correct it or unset it.`);
    return false;
  }
  const file = findBrowser() ?? (await installed());
  console.log(file ?? advice);
  return file !== undefined;
}

async function installed() {
  const isRoot = process.getuid?.() === 0;
  if (isRoot && existsSync('/usr/bin/apt-get')) {
    await installPackage();
    if (findBrowser()) return findBrowser();
  }
  // As root it also installs the libraries that the browser needs.
  await runTool('@playwright/test', 'playwright', ['install', ...(isRoot ? ['--with-deps'] : []), 'chromium']);
  return findBrowser();
}

async function installPackage() {
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  console.log('Installing Chromium with apt-get…');
  // The package list of some repository may be unreachable while the packages are available.
  await run('apt-get', ['update', '-qq'], { env });
  const install = ['install', '-y', '-qq', '--no-install-recommends', 'fonts-liberation'];
  // Debian has both packages, other systems only the second.
  if (await run('apt-get', [...install, 'chromium-headless-shell'], { env })) return;
  await run('apt-get', [...install, 'chromium'], { env });
}

/**
 * Ubuntu's chromium is a script that only asks to install a snap, so it is not enough that the file exists.
 * @param {string} file
 */
function starts(file) {
  return spawnSync(file, ['--version'], { timeout: 30_000, stdio: 'ignore' }).status === 0;
}
