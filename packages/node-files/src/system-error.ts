/** What the operating system answered, in plain words. */

const reasons = new Map([
  ['EACCES', 'permission denied'],
  ['EPERM', 'the operation is not permitted'],
  ['ENOENT', 'no such file or folder'],
  ['ENOTDIR', 'a part of the path is a file, not a folder'],
  ['EISDIR', 'it is a folder'],
  ['EROFS', 'the file system is read-only'],
  ['ENOSPC', 'the disk is full'],
  ['EDQUOT', 'the disk quota is used up'],
  ['EMFILE', 'too many files are open'],
  ['ENFILE', 'too many files are open'],
  ['ELOOP', 'the links lead in a circle'],
  ['ENAMETOOLONG', 'the name is too long'],
  ['EEXIST', 'a part of the path is a file, not a folder'],
  ['ENOTEMPTY', 'the folder is not empty'],
  ['EBUSY', 'it is in use'],
  ['EIO', 'the disk reports an error'],
]);

/** The system's error code, such as `ENOENT`, or `undefined` for other errors. */
export function codeOf(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}

/** Why the operation failed, without the name of the system call. */
export function systemReason(error: unknown): string {
  const code = codeOf(error);
  if (code === undefined) return error instanceof Error ? error.message : String(error);
  return reasons.get(code) ?? code;
}
