/** Reading files: `WIT0100` to `WIT0109`. */

import type { Diagnostic, Span } from '../diagnostic.js';
import { error } from './build.js';

export function fileMissing(path: string): Diagnostic {
  return error('WIT0100', `there is no file or folder \`${path}\``, undefined, {
    help: 'give a WIT file, a folder of WIT files, or a WIT package in binary form',
  });
}

export function cannotRead(path: string, why: string): Diagnostic {
  return error('WIT0101', `cannot read \`${path}\`: ${why}`, undefined);
}

export function notUtf8(path: string, byte: number, span: Span): Diagnostic {
  return error('WIT0102', `\`${path}\` is not UTF-8: byte ${byte} does not belong there`, span, {
    help: 'save the file in the encoding UTF-8',
  });
}

export function noDecoder(path: string): Diagnostic {
  const message = `\`${path}\` is WebAssembly, and nothing is at hand that decodes it`;
  return error(
    'WIT0103',
    message,
    { file: path, start: 0, end: 0 },
    {
      help: 'give the option `decodeWit`, or a WIT text',
    },
  );
}

export function notDecodable(path: string, why: string): Diagnostic {
  const message = `\`${path}\` cannot be decoded as a WIT package: ${why}`;
  return error('WIT0104', message, { file: path, start: 0, end: 0 });
}

export function noAssembler(path: string): Diagnostic {
  const message = `\`${path}\` is WebAssembly text, and nothing is at hand that assembles it`;
  return error(
    'WIT0105',
    message,
    { file: path, start: 0, end: 0 },
    {
      help: 'give the option `assemble`, or the binary',
    },
  );
}

export function notAssembled(path: string, why: string): Diagnostic {
  const message = `\`${path}\` cannot be assembled: ${why}`;
  return error('WIT0106', message, { file: path, start: 0, end: 0 });
}

export function notMergeable(path: string, why: string): Diagnostic {
  const message = `the packages in \`${path}\` do not fit those read before: ${why}`;
  return error('WIT0107', message, { file: path, start: 0, end: 0 });
}
