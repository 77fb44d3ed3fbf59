/** The few sections that a WIT package in binary form consists of. */

import { ByteSink } from './byte-sink.js';
import { type ExternName, type TypeScope, writeExternName } from './type-scope.js';

const CUSTOM_SECTION = 0;
const TYPE_SECTION = 7;
const EXPORT_SECTION = 11;

/** A tool that had a part in making a binary, for the `producers` section. */
export interface Producer {
  name: string;
  version: string;
}

/** A component that holds nothing but types, exported one by one, and custom sections. */
export class ComponentSink {
  readonly #sink = new ByteSink();
  #types = 0;

  constructor() {
    // Preamble: "\0asm", version 13, layer 1.
    this.#sink.bytes(Uint8Array.of(0x00, 0x61, 0x73, 0x6d, 0x0d, 0x00, 0x01, 0x00));
  }

  custom(name: string, data: Uint8Array): void {
    this.#sink.sized(CUSTOM_SECTION, customContent(name, data));
  }

  /** A `producers` section (tool-conventions, ProducersSection.md) that names one tool under `processed-by`. */
  producers(producer: Producer): void {
    const content = new ByteSink();
    content.u32(1);
    content.name('processed-by');
    content.u32(1);
    content.name(producer.name);
    content.name(producer.version);
    this.custom('producers', content.view());
  }

  /** Defines a type and exports it under `name`. */
  exportType(name: ExternName, type: TypeScope): void {
    const definition = new ByteSink();
    definition.u32(1);
    type.writeTo(definition);
    this.#sink.sized(TYPE_SECTION, definition.view());
    const section = new ByteSink();
    section.u32(1);
    writeExternName(section, name);
    section.byte(0x03);
    section.u32(this.#types);
    section.byte(0x00);
    this.#sink.sized(EXPORT_SECTION, section.view());
    // The definition and its export each have an index.
    this.#types += 2;
  }

  finish(): Uint8Array {
    return this.#sink.finish();
  }
}

/** The content of a custom section: its name, then its data. */
export function customContent(name: string, data: Uint8Array): Uint8Array {
  const content = new ByteSink();
  content.name(name);
  content.bytes(data);
  return content.finish();
}
