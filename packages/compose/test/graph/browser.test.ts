/** Opens the page in a real browser, as its readers do. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, type Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chromium, launchChromium } from '../../../../test/browser/chromium.js';
import { html, type Plan } from '../../src/index.js';
import { hostilePlan, shop } from './plans.js';

/** Where screenshots go, for people who want to look at them. */
const shots = process.env['WIT_TS_SCREENSHOTS'];

/** What a reader sees, as JavaScript for the page. */
const READ_PAGE = `(() => {
  const text = document.querySelector('svg')?.textContent ?? '';
  const overflowing = [...document.querySelectorAll('svg .box')].flatMap((box) => {
    const card = box.querySelector('.card')?.getBoundingClientRect();
    return [...box.querySelectorAll('text')].flatMap((element) => {
      const { left, right } = element.getBoundingClientRect();
      const inside = card !== undefined && left >= card.left && right <= card.right;
      return inside ? [] : [element.textContent];
    });
  });
  return {
    title: document.title,
    back: getComputedStyle(document.body).backgroundColor,
    names: [
      'store',
      'prices',
      'acme:kv/store@1.4.0',
      'wasi:io@0.2.6 (3 interfaces)',
      '2.7 MB',
    ].filter((name) => !text.includes(name)),
    overflowing,
  };
})()`;

describe.skipIf(chromium === undefined)(
  'the page (skipped where no chromium is on the PATH)',
  () => {
    let browser: Browser;
    const folder = mkdtempSync(join(tmpdir(), 'wit-ts-graph-'));
    beforeAll(async () => {
      browser = await launchChromium();
    }, 60_000);
    afterAll(async () => {
      await browser.close();
      rmSync(folder, { recursive: true, force: true });
    });

    async function opened(
      plan: Plan,
      scheme: 'light' | 'dark',
    ): Promise<{ page: Page; asked: string[]; complaints: string[] }> {
      const file = join(folder, `${scheme}.html`);
      writeFileSync(file, html(plan, 'shop.wasm'));
      const page = await browser.newPage();
      await page.setViewport({ width: 1400, height: 950 });
      await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
      const asked: string[] = [];
      const complaints: string[] = [];
      page.on('request', (request) => asked.push(request.url()));
      page.on('pageerror', (error) => complaints.push(String(error)));
      page.on('console', (message) => complaints.push(message.text()));
      await page.goto(pathToFileURL(file).href);
      return { page, asked, complaints };
    }

    it.each(['light', 'dark'] as const)(
      'shows every box and link, %s, and asks for nothing',
      async (scheme) => {
        const { page, asked, complaints } = await opened(shop, scheme);
        expect({ asked: asked.length, complaints }).toEqual({ asked: 1, complaints: [] });
        const selectors = ['svg .box', 'svg .line', 'table tbody tr'];
        const shown = selectors.map((selector) =>
          page.$$eval(selector, (elements) => {
            const boxes = elements.map((element) => element.getBoundingClientRect());
            return boxes.filter(({ width, height }) => width > 0 && height > 0).length;
          }),
        );
        expect(await Promise.all(shown)).toEqual([7, 13, 19]);
        const seen = await page.evaluate(READ_PAGE);
        expect(seen).toEqual({
          title: 'shop.wasm',
          back: scheme === 'light' ? 'rgb(246, 247, 249)' : 'rgb(18, 21, 28)',
          names: [],
          overflowing: [],
        });
        const shot = await page.screenshot({ fullPage: true });
        expect(Buffer.from(shot.subarray(1, 4)).toString()).toBe('PNG');
        expect(shot.length).toBeGreaterThan(20_000);
        if (shots !== undefined) {
          mkdirSync(shots, { recursive: true });
          writeFileSync(join(shots, `graph-${scheme}.png`), shot);
        }
        await page.close();
      },
    );

    it('shows the links of the component that is pointed at', async () => {
      const { page } = await opened(shop, 'light');
      await page.hover('[data-box="3"] .name');
      const near = await page.$$eval('.box.near .name', (names) =>
        names.map((one) => one.textContent),
      );
      expect(near.toSorted()).toEqual(['cart', 'imports from the host', 'log', 'prices', 'store']);
      expect(await page.$$eval('.line.near', (lines) => lines.length)).toBe(4);
      await page.mouse.move(1, 1);
      expect(await page.$('svg.chosen')).toBeNull();
      await page.click('#fit');
      expect(await page.$('.view.fit')).toBeNull();
      await page.close();
    });

    it('runs nothing that a name says', async () => {
      const { page, complaints } = await opened(hostilePlan, 'light');
      expect(complaints).toEqual([]);
      expect(await page.evaluate(`'hurt' in window`)).toBe(false);
      expect(await page.$$eval('img', (images) => images.length)).toBe(0);
      await page.close();
    });
  },
);
