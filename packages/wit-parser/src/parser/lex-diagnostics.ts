/** From the faults of the lexer to diagnostics. */

import type { Diagnostic } from '../diagnostics/diagnostic.js';
import * as messages from '../diagnostics/syntax-messages.js';
import type { Message } from '../diagnostics/syntax-messages.js';
import type { LexFault } from '../lexer/lexer.js';

export function lexDiagnostic(fault: LexFault, text: string, file: string): Diagnostic {
  const span = { file, start: fault.start, end: fault.end };
  const diagnostic: Diagnostic = { severity: 'error', ...messageOf(fault, text), span };
  if (fault.kind === 'string' && fault.literal !== fault.start) {
    const start = { file, start: fault.literal, end: fault.literal + 1 };
    diagnostic.related = [{ span: start, message: 'the string starts here' }];
  }
  return diagnostic;
}

function messageOf(fault: LexFault, text: string): Message {
  switch (fault.kind) {
    case 'control':
      return messages.controlCharacter(text.charCodeAt(fault.start));
    case 'bidi':
      return messages.bidiOverride(text.charCodeAt(fault.start));
    case 'discouraged':
      return messages.discouragedCharacter(text.charCodeAt(fault.start));
    case 'surrogate':
      return messages.loneSurrogate(text.charCodeAt(fault.start));
    case 'unexpected':
      return messages.unexpectedCharacter(text.slice(fault.start, fault.end));
    case 'unterminated-comment':
      return messages.unterminatedComment();
    case 'string':
      return messages.badString(fault.fault);
  }
}
