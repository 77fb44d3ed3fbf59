/** A Vite application that imports a component, in a real browser: from the development server, and built. */
import { type Browser, type Page } from 'puppeteer-core';
import { build, createServer, type InlineConfig, preview } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chromium, launchChromium } from '../browser/chromium.js';
import { answer, multiplier, newProject, type Project } from './project.js';

const shows = (page: Page, text: string): Promise<unknown> =>
  page.waitForFunction(`document.body.textContent === ${JSON.stringify(text)}`, {
    timeout: 30_000,
  });

describe.skipIf(chromium === undefined)(
  'a Vite application (skipped where no chromium is on the PATH)',
  () => {
    let browser: Browser;
    let project: Project;
    let config: InlineConfig;

    beforeAll(async () => {
      project = newProject();
      // The built plug-in, as a user has it: what stands in the sources is not in a package yet.
      const path = new URL('../../packages/unplugin/dist/vite.js', import.meta.url).href;
      const { default: witTs } = (await import(/* @vite-ignore */ path)) as {
        default: typeof import('../../packages/unplugin/src/vite.js').default;
      };
      config = {
        root: project.folder,
        configFile: false,
        logLevel: 'silent',
        cacheDir: '.vite',
        plugins: [witTs({ map: { 'my:host/journal': './src/journal.js' } })],
        build: { target: 'es2022' },
        // The packages of the workspace lie elsewhere than the project.
        server: { host: '127.0.0.1', fs: { strict: false } },
        preview: { host: '127.0.0.1' },
      };
      browser = await launchChromium();
    }, 60_000);

    afterAll(async () => {
      await browser.close();
      project.remove();
    });

    /** A page, and what it complained of. */
    async function open(url: string): Promise<{ page: Page; complaints: string[] }> {
      const page = await browser.newPage();
      const complaints: string[] = [];
      page.on('pageerror', (error) => complaints.push(String(error)));
      page.on('console', (message) => {
        if (message.type() === 'error') complaints.push(message.text());
      });
      page.on('requestfailed', (request) => {
        // A reload that begins while the page is being loaded ends that: on a busy machine, a change comes as two.
        if (request.failure()?.errorText === 'net::ERR_ABORTED') return;
        complaints.push(request.url());
      });
      await page.goto(url);
      return { page, complaints };
    }

    it('runs from the development server, and again when the component changes', async () => {
      const server = await createServer(config);
      try {
        await server.listen();
        const { page, complaints } = await open(server.resolvedUrls?.local[0] ?? '');
        await shows(page, answer);
        project.write('src/adder.wasm', multiplier);
        await shows(page, '440 440 hello you');
        expect(complaints).toEqual([]);
        await page.close();
      } finally {
        await server.close();
      }
    }, 60_000);

    it('runs when it is built, with its core module as a file', async () => {
      const built = await build({ ...config, build: { target: 'es2022', assetsInlineLimit: 0 } });
      const files = [built].flat().flatMap((part) => ('output' in part ? part.output : []));
      expect(files.filter(({ fileName }) => fileName.endsWith('.wasm'))).toHaveLength(1);
      const server = await preview(config);
      try {
        const { page, complaints } = await open(server.resolvedUrls?.local[0] ?? '');
        await shows(page, '440 440 hello you');
        expect(complaints).toEqual([]);
        await page.close();
      } finally {
        await server.close();
      }
    }, 60_000);
  },
);
