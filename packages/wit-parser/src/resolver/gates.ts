import * as messages from '../diagnostics/resolve-messages.js';
import type { PackageName, Stability } from '../model/resolve.js';
import { packageNameText } from '../model/resolve.js';
import { compareVersionTexts } from '../semver/index.js';
import { type Site, spanOfSite } from './origins.js';
import type { Reporter } from './reporter.js';

/**
 * Decides for one package which gated items are in.
 *
 * Specification: component-model design/mvp/WIT.md, "Feature Gates".
 */
export class Gates {
  readonly #features: ReadonlySet<string>;
  readonly #all: boolean;
  readonly #package: PackageName;
  readonly #reporter: Reporter;
  /** Whether the package's version has reached the version of a gate. */
  readonly #released = new Map<string, boolean>();

  constructor(
    options: { features: ReadonlySet<string>; allFeatures: boolean },
    name: PackageName,
    reporter: Reporter,
  ) {
    this.#features = options.features;
    this.#all = options.allFeatures;
    this.#package = name;
    this.#reporter = reporter;
  }

  /** Whether an item is in. A gate that the package's version does not allow is reported, and the item kept. */
  includes(stability: Stability | undefined, site: Site): boolean {
    if (stability === undefined) return true;
    if (stability.kind === 'unstable') return this.#all || this.#features.has(stability.feature);
    const { version } = this.#package;
    if (version === undefined) {
      this.#reporter.report(
        messages.gateWithoutVersion(packageNameText(this.#package), spanOfSite(site)),
      );
      return true;
    }
    let released = this.#released.get(stability.since);
    if (released === undefined) {
      released = compareVersionTexts(stability.since, version) <= 0;
      this.#released.set(stability.since, released);
    }
    if (!released) {
      const name = packageNameText(this.#package);
      this.#reporter.report(
        messages.gateInTheFuture(stability.since, name, version, spanOfSite(site)),
      );
    }
    return true;
  }
}
