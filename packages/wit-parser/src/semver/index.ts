export { type Version, parseVersion, readVersion } from './version.js';
export { compareVersions, compareVersionTexts } from './compare.js';
