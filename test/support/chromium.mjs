// The browser of the tests: the one that comes with `npm ci`, or CHROMIUM_PATH.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir, userInfo } from 'node:os';
import { dirname, join } from 'node:path';

const require = createRequire(join(process.cwd(), 'package.json'));

const flags = [
  '--no-sandbox',
  '--disable-setuid-sandbox',
  '--no-zygote',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--disable-background-networking',
  '--disable-quic',
  '--no-first-run',
  '--disable-component-update',
  '--disable-sync',
  '--font-render-hinting=none',
  '--lang=ja-JP',
];

/** Starts the browser; the caller closes it. */
export async function launchChromium() {
  const { chromium } = require('playwright-core');
  const folder = join(tmpdir(), `sonae-chromium-${userInfo().username}`);
  return chromium.launch({
    executablePath: process.env['CHROMIUM_PATH'] ?? unpacked(folder),
    args: flags,
    env: { ...process.env, FONTCONFIG_FILE: fontsIn(folder) },
  });
}

/** The packed binary, unpacked once a user and version; renamed when it is whole, so that nobody starts half of one. */
function unpacked(folder) {
  const { version } = JSON.parse(
    readFileSync(join(process.cwd(), 'node_modules/@sparticuz/chromium/package.json'), 'utf8'),
  );
  const ready = join(folder, version);
  if (!existsSync(join(ready, 'chromium'))) {
    mkdirSync(folder, { recursive: true });
    const making = mkdtempSync(join(folder, 'making-'));
    const run = spawnSync(
      process.execPath,
      ['--input-type=module', '-e', `import chromium from '@sparticuz/chromium'; await chromium.executablePath();`],
      { cwd: process.cwd(), env: { ...process.env, TMPDIR: making }, stdio: ['ignore', 'ignore', 'inherit'] },
    );
    if (run.status !== 0) throw new Error('the browser of the tests cannot be unpacked');
    try {
      renameSync(making, ready);
    } catch {
      // another test was first
      rmSync(making, { recursive: true, force: true });
    }
  }
  return join(ready, 'chromium');
}

/** Japanese letters on a machine that has none. */
function fontsIn(folder) {
  const fonts = dirname(require.resolve('@expo-google-fonts/biz-udpgothic/package.json'));
  const file = join(folder, 'fonts.conf');
  mkdirSync(folder, { recursive: true });
  writeFileSync(
    file,
    '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">' +
      `<fontconfig><dir>${fonts}</dir><dir>/usr/share/fonts</dir>` +
      `<cachedir>${join(folder, 'font-cache')}</cachedir></fontconfig>`,
  );
  return file;
}
