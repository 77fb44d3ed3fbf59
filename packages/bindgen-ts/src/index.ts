export { GENERATED_BY } from './output/generated-file.js';
export type { GeneratedFile } from './output/generated-file.js';
export { generateGuest, type GuestOptions } from './guest/index.js';
