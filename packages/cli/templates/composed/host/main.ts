import { loadApp } from './load-app.js';

const app = await loadApp();
const text = process.argv.slice(2).join(' ');
console.log(app.translate(text, 'french'));
console.log(app.translate(text, 'german'));
