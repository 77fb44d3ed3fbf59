/** Writes a component, definition by definition. */
import { ByteSink } from './byte-sink.js';
import type { Definition, SectionKind } from './model.js';
import {
  type ComponentNames,
  type Producers,
  writeComponentNames,
  writeProducers,
} from './names.js';
import {
  listSectionId,
  writeDefinition,
  writePreamble,
  writeSection,
  writeWhole,
} from './write-component.js';

const NO_BYTES = new Uint8Array(0);

/**
 * Writes a component incrementally. Neighbouring definitions of one kind share a section. Embedded components are taken
 * over by reference.
 */
export class ComponentWriter {
  private readonly out: ByteSink;
  private readonly content = new ByteSink();
  /** The kind of the last section where it is a list to which more can be added, with its place and length. */
  private open: SectionKind | undefined;
  private place = 0;
  private count = 0;

  /** @param expected about how many bytes it will be; those that are taken over by reference do not count */
  constructor(expected = 1024) {
    this.out = new ByteSink(expected);
    writePreamble(this.out);
  }

  private close(): void {
    if (this.open === undefined) return;
    this.out.end(this.place, this.count);
    this.open = undefined;
  }

  /** Appends any definition; `bytes` are those that it refers to, if it does. */
  append(definition: Definition, bytes: Uint8Array = NO_BYTES): void {
    const { kind } = definition;
    if (kind === this.open) {
      this.count++;
    } else {
      this.close();
      const id = listSectionId(kind);
      if (id < 0) {
        writeDefinition(this.content, definition, bytes);
        writeSection(this.out, kind, this.content);
        return;
      }
      this.place = this.out.begin(id);
      this.open = kind;
      this.count = 1;
    }
    writeDefinition(this.out, definition, bytes);
  }

  /** Appends a component or core module; the bytes are not copied before the end and must not change. */
  embed(kind: 'component' | 'core-module', bytes: Uint8Array): void {
    this.close();
    writeWhole(this.out, kind, bytes);
  }

  /** Appends a component that was written in pieces. */
  embedPieces(pieces: readonly Uint8Array[]): void {
    this.close();
    for (const piece of pieces) this.content.share(piece);
    writeSection(this.out, 'component', this.content);
  }

  custom(name: string, data: Uint8Array): void {
    this.content.name(name);
    this.content.share(data);
    this.closeCustom();
  }

  names(names: ComponentNames): void {
    this.content.name('component-name');
    writeComponentNames(this.content, names);
    this.closeCustom();
  }

  producers(producers: Producers): void {
    this.content.name('producers');
    writeProducers(this.content, producers);
    this.closeCustom();
  }

  private closeCustom(): void {
    this.close();
    writeSection(this.out, 'custom', this.content);
  }

  /** The component in pieces, in order, of which the large ones are those that were given. */
  pieces(): Uint8Array[] {
    this.close();
    return this.out.pieces();
  }

  finish(): Uint8Array {
    this.close();
    return this.out.finish();
  }
}
