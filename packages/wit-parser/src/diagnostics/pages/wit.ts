/** Text of an example, written with the indentation of the table around it. */
export function wit({ raw }: TemplateStringsArray): string {
  const lines = (raw[0] ?? '').split('\n').slice(1, -1);
  const indent = lines.find((line) => line !== '')?.search(/\S/) ?? 0;
  return lines.map((line) => `${line.slice(indent)}\n`).join('');
}
