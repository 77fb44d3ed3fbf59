/** The messages about WAC documents that need no other file. */
import type { syntaxMessages } from '@wit-ts/wit-parser/grammar';

export type Message = syntaxMessages.Message;

export function missingDirective(found: string): Message {
  return {
    code: 'WAC0001',
    message: `a document starts with \`package\`, not with ${found}`,
    help: 'add `package example:composition;` before the first statement',
  };
}

export function secondDirective(): Message {
  return {
    code: 'WAC0002',
    message: 'a document has one `package` only, before its first statement',
    help: 'remove this one',
  };
}

export function emptyDefinition(what: string, entry: string): Message {
  return {
    code: 'WAC0003',
    message: `a ${what} has at least one ${entry}`,
    help: `add a ${entry}, or remove the ${what}`,
  };
}

export function badVersion(text: string): Message {
  return {
    code: 'WAC0004',
    message: `\`${text}\` is not a semantic version`,
    help: 'write MAJOR.MINOR.PATCH, such as `1.2.3` or `1.2.3-rc.1`',
  };
}

export function expressionTooDeep(limit: number): Message {
  return {
    code: 'WAC0005',
    message: `an expression is nested deeper than ${limit} levels`,
    help: 'give names to parts of it with `let`',
  };
}

export function duplicateEntry(what: string, name: string, owner: string): Message {
  return {
    code: 'WAC0010',
    message: `the ${what} \`${name}\` stands twice in ${owner}`,
    help: 'rename or remove one of the two',
  };
}

export function fillNotLast(): Message {
  return {
    code: 'WAC0011',
    message: '`...` is the last argument, because it stands for all that is left',
    help: 'move it behind the other arguments',
  };
}

export function selfInstantiation(name: string): Message {
  return {
    code: 'WAC0012',
    message: `the package \`${name}\` is being defined here, so it cannot be instantiated`,
    help: 'instantiate another package, or name this document otherwise',
  };
}

export function redefinedName(name: string): Message {
  return {
    code: 'WAC0013',
    message: `the name \`${name}\` is defined already`,
    help: 'use another name',
  };
}

export function undefinedName(name: string, nearest: string | undefined): Message {
  return {
    code: 'WAC0014',
    message: `nothing is called \`${name}\` here`,
    help:
      nearest === undefined
        ? 'names are defined by `import`, `let`, `use` and type definitions, before they are used'
        : `did you mean \`${nearest}\`?`,
  };
}
