/** What a back end hands to JavaScript, and takes from it: where that differs, the adapter makes it the same. */
export interface GuestDialect {
  readonly name: 'quickjs' | 'starlingmonkey';
  /** What stands for `none` of an option that is not nested. */
  readonly none: 'null' | 'undefined';
  /** A `u32` has to leave as a number of 32 bits with a sign, and arrives as one. */
  readonly signed32: boolean;
  /**
   * `bigint`: as they are. `text`: `0x` and 16 digits.
   */
  readonly integers64: 'bigint' | 'text';
  /** Lists of numbers other than these arrive as plain arrays. */
  readonly typedArraysIn: ReadonlySet<string>;
  /** Functions and resources that the world itself imports: on the global object, or each a module. */
  readonly rootImports: 'global' | 'module';
  /** An `Error` that is thrown where `err` is a string would be taken for that `err`. */
  readonly errorsAreTexts: boolean;
  /** There is no `console`. */
  readonly withoutConsole: boolean;
}

/** componentize-qjs 0.4.5, with 64-bit integers handed over as text by what `wit-ts build` puts into its components. */
export const QUICKJS: GuestDialect = {
  name: 'quickjs',
  none: 'null',
  signed32: true,
  integers64: 'text',
  typedArraysIn: new Set(['u8', 's8']),
  rootImports: 'global',
  errorsAreTexts: true,
  withoutConsole: true,
};

/** ComponentizeJS 0.22. */
export const STARLINGMONKEY: GuestDialect = {
  name: 'starlingmonkey',
  none: 'undefined',
  signed32: false,
  integers64: 'bigint',
  typedArraysIn: new Set(),
  rootImports: 'module',
  errorsAreTexts: false,
  withoutConsole: false,
};
