/**
 * A WIT package of any size, the same for the same size: interfaces with all kinds of types and functions, a third of it
 * doc comments, and a world that imports and exports them.
 */

const WORDS = (
  'account address amount balance batch body buffer cache channel client clock cluster color config context count ' +
  'cursor data day device digest document domain duration entry event field file filter format frame graph group hash ' +
  'header host image index input item key label layer length level limit line link lock log mark memory ' +
  'message meter method mode model name network node note number object offset order output owner packet page ' +
  'parent part path peer point pool port prefix price process profile query queue range rate region request ' +
  'role root route row rule sample schema score secret section segment sensor service session shape signal size ' +
  'slot socket source stage state status step store table tag target task text thread time token topic ' +
  'trace track tree unit update user value vector version view volume window word worker zone'
).split(' ');

const PROSE = (
  'returns the current value of this item or an error if it was closed before the call was made and the caller should ' +
  'not keep the handle for longer than needed because hosts may limit how many of them are alive at the same time'
).split(' ');

/** Small, seeded and good enough: mulberry32. */
function random(seed) {
  let state = seed >>> 0;
  return (limit) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) % limit;
  };
}

/** @param {number} size in bytes, reached as closely as whole interfaces allow */
export function generate(size) {
  const next = random(42);
  const pick = (list) => list[next(list.length)];
  const out = ['package bench:generated@1.0.0;\n\n'];
  const written = { bytes: out[0].length };
  const interfaces = [];
  const add = (text) => {
    out.push(text);
    written.bytes += text.length;
  };
  const docs = (indent) => {
    let text = '';
    for (let line = next(3); line > 0; line--) {
      const words = [];
      for (let i = 4 + next(7); i > 0; i--) words.push(pick(PROSE));
      text += `${indent}/// ${words.join(' ')}\n`;
    }
    return text;
  };
  for (let i = 0; written.bytes < size - 300; i++) {
    const name = `${pick(WORDS)}-${pick(WORDS)}-${i}`;
    const types = [];
    const used = new Set();
    const fresh = () => {
      for (;;) {
        const word = `${pick(WORDS)}-${pick(WORDS)}`;
        if (!used.has(word)) {
          used.add(word);
          return word;
        }
      }
    };
    const type = (depth = 0) => {
      const roll = next(depth > 2 ? 8 : 16);
      if (roll < 5) return pick(['u8', 'u16', 'u32', 'u64', 's32', 's64', 'f64', 'bool', 'char']);
      if (roll < 6 || types.length === 0) return 'string';
      if (roll < 8) return pick(types);
      if (roll < 11) return `list<${type(depth + 1)}>`;
      if (roll < 13) return `option<${type(depth + 1)}>`;
      if (roll < 14) return `tuple<${type(depth + 1)}, ${type(depth + 1)}>`;
      return `result<${type(depth + 1)}, string>`;
    };
    add(`${docs('')}@since(version = 1.0.0)\ninterface ${name} {\n`);
    if (interfaces.length > 0) {
      const from = pick(interfaces);
      const alias = fresh();
      add(`  use ${from.name}.{${from.type} as ${alias}};\n\n`);
      types.push(alias);
    }
    for (let t = 4 + next(4); t > 0; t--) {
      const typeName = fresh();
      const kind = next(5);
      add(docs('  '));
      if (kind < 2) {
        let fields = '';
        for (let f = 0; f < 3 + next(4); f++) {
          fields += `${next(2) ? docs('    ') : ''}    ${pick(WORDS)}-${f}: ${type()},\n`;
        }
        add(`  record ${typeName} {\n${fields}  }\n\n`);
      } else if (kind === 2) {
        let cases = '';
        for (let c = 0; c < 3 + next(4); c++) {
          cases += `${next(2) ? docs('    ') : ''}    ${pick(WORDS)}-${c}${next(2) ? `(${type()})` : ''},\n`;
        }
        add(`  variant ${typeName} {\n${cases}  }\n\n`);
      } else if (kind === 3) {
        let cases = '';
        for (let c = 0; c < 3 + next(6); c++) cases += `    ${pick(WORDS)}-${c},\n`;
        add(`  ${pick(['enum', 'flags'])} ${typeName} {\n${cases}  }\n\n`);
      } else {
        let functions = '    constructor(initial: u32);\n';
        for (let f = 0; f < 2 + next(4); f++) {
          functions += `${docs('    ')}    ${pick(WORDS)}-${f}: func(${pick(WORDS)}: ${type()}) -> ${type()};\n`;
        }
        add(`  resource ${typeName} {\n${functions}  }\n\n`);
      }
      types.push(typeName);
    }
    for (let f = 3 + next(4); f > 0; f--) {
      const params = [];
      for (let p = next(4); p > 0; p--) params.push(`${pick(WORDS)}-${p}: ${type()}`);
      add(`${docs('  ')}  ${fresh()}: func(${params.join(', ')}) -> ${type()};\n\n`);
    }
    add('}\n\n');
    interfaces.push({ name, type: types.at(-1) });
  }
  add(`world everything {\n`);
  for (const { name } of interfaces) add(`  import ${name};\n`);
  add('}\n');
  return out.join('');
}
