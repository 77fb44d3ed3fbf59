/** The tree of WASI 0.2 with an application over it, in memory. */
import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const BUILTIN = new URL(
  '../../../../node_modules/@bytecodealliance/jco/lib/wit/builtin/0.2.12/',
  import.meta.url,
);

export const APP = 'app/app.wit';

const APP_TEXT = `package example:app@1.0.0;

interface jobs {
  use wasi:io/poll@0.2.12.{pollable};
  use wasi:io/streams@0.2.12.{input-stream as source};

  wait: func(on: list<borrow<pollable>>) -> list<u32>;
  read: func(of: borrow<source>) -> list<u8>;
}

world app {
  include wasi:cli/command@0.2.12;
  include wasi:http/proxy@0.2.12;
  export jobs;
}
`;

/** All files by path: \`app/app.wit\` and one folder in \`app/deps\` for each package. */
export function wasiFiles(): Record<string, string> {
  const files: Record<string, string> = { [APP]: APP_TEXT };
  for (const name of readdirSync(fileURLToPath(BUILTIN))) {
    const folder = new URL(`${name}/`, BUILTIN);
    for (const file of readdirSync(fileURLToPath(folder))) {
      files[`app/deps/${name}/${file}`] = readFileSync(new URL(file, folder), 'utf8');
    }
  }
  return files;
}
