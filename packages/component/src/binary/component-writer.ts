/** Writes a component, definition by definition. */
import { ByteSink } from './byte-sink.js';
import type { Definition } from './model.js';
import {
  type ComponentNames,
  type Producers,
  writeComponentNames,
  writeProducers,
} from './names.js';
import {
  LIST_SECTION_IDS,
  SECTION_IDS,
  writeDefinition,
  writePreamble,
  writeSection,
} from './write-component.js';

const NO_BYTES = new Uint8Array(0);

/**
 * Writes a component incrementally. Neighbouring definitions of one kind share a section. Embedded components are taken
 * over by reference.
 */
export class ComponentWriter {
  private readonly out: ByteSink;
  private readonly content = new ByteSink();

  /** @param expected about how many bytes it will be; those that are taken over by reference do not count */
  constructor(expected = 1024) {
    this.out = new ByteSink(expected);
    writePreamble(this.out);
  }

  /** Appends any definition; `bytes` are those that it refers to, if it does. */
  append(definition: Definition, bytes: Uint8Array = NO_BYTES): void {
    const { out } = this;
    const id = LIST_SECTION_IDS[definition.kind];
    if (id < 0) {
      writeDefinition(this.content, definition, bytes);
      writeSection(out, definition.kind, this.content);
      return;
    }
    if (id === out.section) out.entries++;
    else out.begin(id, 1);
    writeDefinition(out, definition, bytes);
  }

  /** Appends a component or core module; the bytes are not copied before the end and must not change. */
  embed(kind: 'component' | 'core-module', bytes: Uint8Array): void {
    const { out } = this;
    out.end();
    out.tagged(SECTION_IDS[kind], bytes.length);
    out.share(bytes);
  }

  /** Appends a component that was written in pieces. */
  embedPieces(pieces: readonly Uint8Array[]): void {
    for (const piece of pieces) this.content.share(piece);
    writeSection(this.out, 'component', this.content);
  }

  custom(name: string, data: Uint8Array): void {
    this.content.name(name);
    this.content.share(data);
    writeSection(this.out, 'custom', this.content);
  }

  names(names: ComponentNames): void {
    this.content.name('component-name');
    writeComponentNames(this.content, names);
    writeSection(this.out, 'custom', this.content);
  }

  producers(producers: Producers): void {
    this.content.name('producers');
    writeProducers(this.content, producers);
    writeSection(this.out, 'custom', this.content);
  }

  /** The component in pieces, in order, of which the large ones are those that were given. */
  pieces(): Uint8Array[] {
    this.out.end();
    return this.out.pieces();
  }

  finish(): Uint8Array {
    this.out.end();
    return this.out.finish();
  }
}
