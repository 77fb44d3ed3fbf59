/** Generated paths come from names in WIT and binaries: none may lead out of the output folder. */
import { lstatSync, realpathSync } from 'node:fs';
import { join, sep } from 'node:path';
import { failure } from '../errors/failure.js';

/**
 * The place of a generated file.
 *
 * @throws Failure CLI0104 for a path that is absolute, has `..` or another strange part, or leads through a link to
 * somewhere outside of the folder
 */
export function placeInside(folder: string, path: string): string {
  const parts = path.split('/');
  if (!parts.every(isPlainPart)) {
    throw failure('CLI0104', `the generated path ${JSON.stringify(path)} would leave ${folder}`);
  }
  let place = folder;
  for (const part of parts.slice(0, -1)) {
    place = join(place, part);
    if (isLink(place) && !isInside(folder, place)) {
      throw failure(
        'CLI0104',
        `cannot write ${join(folder, path)}: ${place} is a link that leads out of ${folder}`,
        'take the link away, or choose another output folder',
      );
    }
  }
  return join(folder, ...parts);
}

/** No empty part, `.` or `..`; nothing that Windows reads as a drive, a stream or another separator; no control characters. */
function isPlainPart(part: string): boolean {
  // oxlint-disable-next-line no-control-regex
  return part !== '' && part !== '.' && part !== '..' && !/[\\:*?"<>|\u0000-\u001f]/.test(part);
}

function isLink(place: string): boolean {
  try {
    return lstatSync(place).isSymbolicLink();
  } catch {
    // What is not there, or cannot be looked at, is told of when the file is written.
    return false;
  }
}

function isInside(folder: string, link: string): boolean {
  try {
    return `${realpathSync(link)}${sep}`.startsWith(`${realpathSync(folder)}${sep}`);
  } catch {
    return false;
  }
}
