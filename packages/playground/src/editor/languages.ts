/** Colours of the texts on the page, without a parser for each: what a word is shows by itself, mostly. */
import { HighlightStyle, StreamLanguage, syntaxHighlighting } from '@codemirror/language';
import type { Extension } from '@codemirror/state';
import { tags } from '@lezer/highlight';

export type LanguageName = 'wit' | 'json' | 'typescript';

interface Words {
  readonly keywords: ReadonlySet<string>;
  readonly types: ReadonlySet<string>;
  /** What a name consists of, from its first character on. */
  readonly name: RegExp;
  readonly comments: boolean;
}

const WORDS: Readonly<Record<LanguageName, Words>> = {
  wit: {
    keywords: words(
      'package world interface use as include with import export type record variant enum flags resource constructor static func async from',
    ),
    types: words(
      'bool s8 s16 s32 s64 u8 u16 u32 u64 f32 f64 char string list option result tuple own borrow stream future error-context map',
    ),
    name: /^%?[A-Za-z][A-Za-z0-9-]*/,
    comments: true,
  },
  json: { keywords: words('true false null'), types: words(''), name: /^\w+/, comments: false },
  typescript: {
    keywords: words(
      'import export from as type interface class extends implements abstract static readonly declare module namespace function const let var return new if else for of in while switch case default break continue throw try catch finally typeof instanceof void async await yield get set public private protected constructor this super null undefined true false keyof is satisfies enum',
    ),
    types: words(
      'string number bigint boolean symbol unknown never any object Promise Uint8Array Map Set Record Array ReadonlyArray',
    ),
    name: /^[A-Za-z_$][\w$]*/,
    comments: true,
  },
};

const LANGUAGES: Readonly<Record<LanguageName, Extension>> = {
  wit: language('wit'),
  json: language('json'),
  typescript: language('typescript'),
};

const STYLE = HighlightStyle.define([
  { tag: tags.keyword, class: 'tok-keyword' },
  { tag: tags.typeName, class: 'tok-type' },
  { tag: tags.string, class: 'tok-string' },
  { tag: tags.number, class: 'tok-number' },
  { tag: tags.comment, class: 'tok-comment' },
  { tag: tags.docComment, class: 'tok-doc' },
  { tag: tags.meta, class: 'tok-meta' },
  { tag: tags.propertyName, class: 'tok-property' },
]);

/** The colours of a language. */
export function colours(name: LanguageName): Extension {
  return [LANGUAGES[name], syntaxHighlighting(STYLE)];
}

function words(text: string): ReadonlySet<string> {
  return new Set(text.split(' '));
}

type Mode = 'code' | 'comment' | 'doc' | 'template';

function language(name: LanguageName): Extension {
  const { keywords, types, name: nameForm, comments } = WORDS[name];
  return StreamLanguage.define<{ mode: Mode }>({
    name,
    languageData: comments
      ? {
          commentTokens: { line: '//', block: { open: '/*', close: '*/' } },
          closeBrackets: { brackets: name === 'wit' ? ['(', '{', '<'] : ['(', '{', '['] },
        }
      : {},
    startState: () => ({ mode: 'code' }),
    copyState: ({ mode }) => ({ mode }),
    token(stream, state) {
      if (state.mode === 'comment' || state.mode === 'doc') {
        const token = state.mode === 'doc' ? 'docComment' : 'comment';
        if (stream.match(/^.*?\*\//)) state.mode = 'code';
        else stream.skipToEnd();
        return token;
      }
      if (state.mode === 'template') {
        if (stream.match(/^(?:[^`\\]|\\.)*`/)) state.mode = 'code';
        else stream.skipToEnd();
        return 'string';
      }
      if (stream.eatSpace()) return null;
      if (comments && stream.match(/^\/\/.*/)) {
        return name === 'wit' && stream.current().startsWith('///') ? 'docComment' : 'comment';
      }
      if (comments && stream.match(/^\/\*\*?/)) {
        state.mode = stream.current() === '/**' ? 'doc' : 'comment';
        return state.mode === 'doc' ? 'docComment' : 'comment';
      }
      if (name === 'wit' && stream.match(/^@[a-z]+/)) return 'meta';
      if (name !== 'wit' && stream.match(/^"(?:[^"\\]|\\.)*"/)) {
        return name === 'json' && stream.match(/^\s*:/, false) ? 'propertyName' : 'string';
      }
      if (name === 'typescript' && stream.match(/^'(?:[^'\\]|\\.)*'/)) return 'string';
      if (name === 'typescript' && stream.eat('`')) {
        state.mode = 'template';
        return 'string';
      }
      if (stream.match(/^-?\d[\w.+-]*/)) return 'number';
      if (stream.match(nameForm)) {
        const word = stream.current();
        if (keywords.has(word)) return 'keyword';
        if (types.has(word)) return 'typeName';
        return null;
      }
      stream.next();
      return null;
    },
  });
}
