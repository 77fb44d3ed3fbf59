/** A browser on this machine, for tests that open pages as readers do. */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { type Browser, launch } from 'puppeteer-core';

/** The first Chromium on the PATH that runs. */
export const chromium: string | undefined = find();

function find(): string | undefined {
  for (const name of ['chromium', 'chromium-browser', 'google-chrome']) {
    for (const folder of (process.env['PATH'] ?? '').split(delimiter)) {
      const path = join(folder, name);
      if (folder === '' || !existsSync(path)) continue;
      try {
        execFileSync(path, ['--version'], { stdio: 'pipe' });
        return path;
      } catch {
        // Not one that runs here.
      }
    }
  }
  return undefined;
}

/** Starts {@link chromium} without a window. */
export function launchChromium(): Promise<Browser> {
  if (chromium === undefined) throw new Error('there is no chromium on the PATH');
  return launch({
    executablePath: chromium,
    args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'],
  });
}
