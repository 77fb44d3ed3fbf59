/** Somebody who reads the playground's page: what they do, and what they see. */
import type { Browser, CDPSession, HTTPRequest, Page } from 'puppeteer-core';

export class Reader {
  /** What the console and the network say that they should not. */
  readonly complaints: string[] = [];
  readonly requests: string[] = [];

  private constructor(
    readonly page: Page,
    readonly client: CDPSession,
    readonly address: string,
  ) {}

  static async open(browser: Browser, address: string, hash = ''): Promise<Reader> {
    const context = await browser.createBrowserContext();
    const page = await context.newPage();
    await page.setViewport({ width: 1280, height: 800 });
    const reader = new Reader(page, await page.createCDPSession(), address);
    page.on('console', (message) => reader.complaints.push(`${message.type()}: ${message.text()}`));
    page.on('pageerror', (error) => reader.complaints.push(String(error)));
    page.on('requestfailed', (request) => reader.complaints.push(`failed: ${request.url()}`));
    page.on('request', (request) => reader.#requested(request));
    await page.goto(`${address}index.html${hash}`);
    await page.waitForSelector('body[data-server="ready"]');
    return reader;
  }

  #requested(request: HTTPRequest): void {
    const url = request.url();
    if (/^(blob|data):/.test(url)) return;
    if (!url.startsWith(this.address)) this.complaints.push(`asked for ${url}`);
    this.requests.push(url.slice(this.address.length).replace(/#.*/, ''));
  }

  /** Waits until an expression of the page is true. */
  async until(expression: string): Promise<void> {
    try {
      await this.page.waitForFunction(expression, { timeout: 30_000 });
    } catch {
      const seen = String(await this.page.evaluate('document.body.innerText'));
      throw new Error(`it never was that ${expression}; the page says:\n${seen}`);
    }
  }

  /** Waits until a text is in an element. */
  async sees(selector: string, text: string): Promise<void> {
    const [where, what] = [JSON.stringify(selector), JSON.stringify(text)];
    await this.until(`document.querySelector(${where})?.innerText.includes(${what}) === true`);
  }

  async text(selector: string): Promise<string> {
    return String(await this.page.evaluate(`document.querySelector('${selector}')?.innerText`));
  }

  /** Clicks on an element as soon as it is there and stands still, though its list be drawn anew meanwhile. */
  click(selector: string): Promise<void> {
    return this.page.locator(selector).setTimeout(30_000).click();
  }

  /** Opens a pane at the right, or a file at the left. */
  tab(id: string): Promise<void> {
    return this.click(`[data-tab="${id}"]`);
  }

  /** Holds the pointer over an element. */
  hover(selector: string): Promise<void> {
    return this.page.locator(selector).setTimeout(30_000).hover();
  }

  /** Puts the cursor behind a text of the editor. */
  async cursorAfter(text: string): Promise<void> {
    const line = `::-p-xpath(//*[@id="editor"]//*[contains(@class, "cm-line")][contains(., "${text}")])`;
    await this.click(line);
    await this.page.keyboard.press('End');
  }

  /** Types at the cursor; what the editor closes by itself is not typed twice. */
  type(text: string): Promise<void> {
    return this.page.keyboard.type(text);
  }

  /** Drops a file of the disk on the page, as the desktop does. */
  async drop(path: string): Promise<void> {
    const data = { items: [], files: [path], dragOperationsMask: 1 };
    for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
      await this.client.send('Input.dispatchDragEvent', { type, x: 300, y: 300, data });
    }
  }

  async close(): Promise<void> {
    await this.page.browserContext().close();
  }
}
