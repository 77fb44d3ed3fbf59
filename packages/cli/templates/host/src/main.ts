import { loadPlugin } from './load-plugin.js';

const plugin = await loadPlugin((line) => console.error(`plug-in: ${line}`));
console.log(plugin.transform(process.argv.slice(2).join(' ')));
