/** The diagnostics of this package: one code for each kind of mistake, with what it means in one sentence. */
export const componentCodes = {
  /** The input is no WebAssembly binary at all: text, an empty file, something else. */
  notWasm: 'CMP0001',
  /** The input is a core module where a component is wanted. */
  coreModule: 'CMP0002',
  /** The file ends in the middle of a section or value. */
  truncated: 'CMP0003',
  /** The bytes break the binary format. */
  malformed: 'CMP0004',
  /** A limit on depth, count or size is exceeded. */
  limit: 'CMP0005',
  /** The version or layer of the binary format is not the supported one. */
  version: 'CMP0006',
  /** An index refers to nothing in its index space. */
  unknownIndex: 'CMP0010',
  /** An item is of another kind than the place asks for. */
  wrongKind: 'CMP0011',
  /** A type is not well-formed. */
  invalidType: 'CMP0012',
  /** A label or name breaks the grammar of names. */
  invalidName: 'CMP0013',
  /** Two names of one scope are the same or differ in case only. */
  duplicateName: 'CMP0014',
  /** A name with an annotation (`[method]r.m`) does not fit its item. */
  annotatedName: 'CMP0015',
  /** An attribute of a name is not allowed in its place. */
  invalidAttribute: 'CMP0016',
  /** A type that is part of an import or export is not itself named by an import or export. */
  unnamedType: 'CMP0017',
  /** An argument of an instantiation is missing, given twice or of the wrong type. */
  invalidArgument: 'CMP0018',
  /** An alias refers to something that does not exist or may not be reached. */
  invalidAlias: 'CMP0019',
  /** Canonical options or the signature of a core function do not fit. */
  invalidCanon: 'CMP0020',
  /** An ascribed type is not a supertype of the item's type. */
  typeMismatch: 'CMP0021',
  /** Something is wrong with a resource type or a handle to it. */
  invalidResource: 'CMP0022',
  /** A value is not consumed exactly once, or does not fit its type. */
  invalidValue: 'CMP0023',
  /** A type or component is bigger than the limits allow. */
  tooBig: 'CMP0024',
  /** The core module cannot be read or linked. */
  invalidModule: 'CMP0025',
} as const;

export type ComponentCode = (typeof componentCodes)[keyof typeof componentCodes];
