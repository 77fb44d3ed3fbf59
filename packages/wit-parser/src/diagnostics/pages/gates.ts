import type { CatalogueEntry } from '../catalogue-entry.js';
import { wit } from './wit.js';

/** `WIT0160` to `WIT0169`: attributes and feature gates. */
export const GATE_PAGES: readonly CatalogueEntry[] = [
  {
    code: 'WIT0160',
    title: 'A gate stands twice',
    severity: 'error',
    explanation: 'An item has at most one `@since`, one `@unstable` and one `@deprecated`.',
    bad: wit`
      package example:app@0.2.0;

      @since(version = 0.1.0)
      @since(version = 0.2.0)
      interface clock {
      }
    `,
    good: wit`
      package example:app@0.2.0;

      @since(version = 0.1.0)
      interface clock {
      }
    `,
  },
  {
    code: 'WIT0161',
    title: 'Two external ids',
    severity: 'error',
    explanation: 'An item has at most one `@external-id`.',
    bad: wit`
      package example:app;

      interface clock {
        @external-id("now")
        @external-id("current")
        now: func() -> u64;
      }
    `,
    good: wit`
      package example:app;

      interface clock {
        @external-id("now")
        now: func() -> u64;
      }
    `,
  },
  {
    code: 'WIT0162',
    title: 'Stable and unstable at once',
    severity: 'error',
    explanation: `\`@since\` says that an item is there for good, \`@unstable\` that it is only there for those who ask for the
feature. An item has one of them.`,
    bad: wit`
      package example:app@0.1.0;

      @since(version = 0.1.0)
      @unstable(feature = timers)
      interface clock {
      }
    `,
    good: wit`
      package example:app@0.1.0;

      @unstable(feature = timers)
      interface clock {
      }
    `,
  },
  {
    code: 'WIT0163',
    title: '`@deprecated` without another gate',
    severity: 'error',
    explanation:
      '`@deprecated` says when an item was given up, so the item also says since when it was there.',
    bad: wit`
      package example:app@0.2.0;

      @deprecated(version = 0.2.0)
      interface clock {
      }
    `,
    good: wit`
      package example:app@0.2.0;

      @since(version = 0.1.0)
      @deprecated(version = 0.2.0)
      interface clock {
      }
    `,
  },
  {
    code: 'WIT0164',
    title: '`@since` in a package without version',
    severity: 'error',
    explanation: 'The version of `@since` is one of the package, so the package needs a version.',
    bad: wit`
      package example:app;

      @since(version = 0.1.0)
      interface clock {
      }
    `,
    good: wit`
      package example:app@0.1.0;

      @since(version = 0.1.0)
      interface clock {
      }
    `,
  },
  {
    code: 'WIT0165',
    title: '`@since` a later version',
    severity: 'error',
    explanation: `The version of \`@since\` is one that the package has reached. What a later version will bring stands behind
\`@unstable(feature = …)\` until then.`,
    bad: wit`
      package example:app@0.1.0;

      @since(version = 0.2.0)
      interface clock {
      }
    `,
    good: wit`
      package example:app@0.1.0;

      @unstable(feature = clock)
      interface clock {
      }
    `,
  },
  {
    code: 'WIT0166',
    title: 'A reference to something that a gate left out',
    severity: 'error',
    explanation: `The type, interface or world stands behind \`@unstable(feature = …)\`, and the feature is not active, so it is not
there. Activate the feature (\`--features name\`), or put what refers to it behind the same gate.`,
    bad: wit`
      package example:app;

      interface clock {
        @unstable(feature = zones)
        type zone = string;
        now: func(at: zone) -> u64;
      }
    `,
    good: wit`
      package example:app;

      interface clock {
        @unstable(feature = zones)
        type zone = string;
        @unstable(feature = zones)
        now: func(at: zone) -> u64;
      }
    `,
  },
  {
    code: 'WIT0167',
    title: 'A type that outlives its interface or world',
    severity: 'error',
    explanation: `An interface or world was left out by its gate, but a type in it has no gate or a weaker one, and so would remain
without an owner. Put the gate of the interface on the type as well.`,
    bad: wit`
      package example:app;

      @unstable(feature = zones)
      world zoned {
        type zone = string;
      }
    `,
    good: wit`
      package example:app;

      @unstable(feature = zones)
      world zoned {
        import now: func() -> u64;
      }
    `,
  },
];
