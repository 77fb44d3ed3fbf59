/** What goes into a composition, and how its parts are called. */

export interface ComposeInput {
  /** How options and messages call it: the file name without its ending, or what the user chose. */
  name: string;
  /** For messages only. */
  path: string;
  /**
   * The file. Where {@link ComposeOptions.validate} is off, what stands in core modules after their preambles is read in two cases
   * only: a type depends on that of a module, or another input has as many bytes. Else it is just part of the pieces of the result.
   */
  bytes: Uint8Array;
}

/** Chooses the provider of one import where the rules do not, or against them. */
export interface LinkChoice {
  importer: string;
  /** The import as the importer spells it. */
  import: string;
  /** The name of a component; empty where the import shall stay one of the result, for the host. */
  provider: string;
}

/** Chooses one export of the result: `name`, from the component `from` where several have it. */
export interface ExportChoice {
  name: string;
  from?: string;
}

export interface ComposeOptions {
  links?: readonly LinkChoice[];
  /** Replaces the default, which exports all that no component consumed. */
  exports?: readonly ExportChoice[];
  /** Names of inputs of which every importer gets an instance of its own. */
  newInstance?: readonly string[];
  /**
   * Whether all rules of the component model are checked, of every input and of the result. Without it only what decides about
   * types is, and of imports that the result takes over unchanged not even that. Function bodies of core modules are not looked at.
   */
  validate?: boolean;
}
