import type { FileSystem } from '@wit-ts/wit-parser';
import { Names } from '../names/names.js';
import type { ServiceOptions } from '../options.js';
import type { TextChange, TextEdit } from '../types.js';
import { Documents, OverlayFileSystem, withEdits } from './documents.js';
import { isUntitled, isWithin, joinPath, projectFolder } from './paths.js';
import { Project } from './project.js';

/** Folders that hold what others made. */
const SKIPPED = new Set(['node_modules', 'target', 'dist', 'build']);
/** A workspace of more folders is not searched further. */
const MOST_FOLDERS = 20_000;

/** All that is known of the files: the open documents, and the projects that they or the workspace's folders belong to. */
export class Workspace {
  readonly documents = new Documents();
  readonly fs: OverlayFileSystem;
  readonly options: ServiceOptions;
  readonly #disk: FileSystem;
  readonly #projects = new Map<string, Project>();
  readonly #names = new WeakMap<Project, { generation: number; names: Names }>();
  #folders: readonly string[];
  #scanned = false;

  constructor(disk: FileSystem, options: ServiceOptions) {
    this.options = options;
    this.#disk = disk;
    this.fs = new OverlayFileSystem(disk, this.documents);
    this.#folders = options.folders ?? [];
  }

  get folders(): readonly string[] {
    return this.#folders;
  }

  setFolders(folders: readonly string[]): void {
    this.#folders = folders;
    this.#scanned = false;
  }

  open(path: string, text: string): void {
    this.documents.set(path, text);
    if (!isWit(path)) return;
    const project = this.#projectOf(path);
    if (project.source(path) === undefined) project.filesChanged();
    else project.textChanged(path);
  }

  change(path: string, changes: readonly TextChange[]): void {
    const known = this.documents.has(path);
    this.documents.change(path, changes);
    if (!isWit(path)) return;
    const project = this.#projectOf(path);
    if (known && project.source(path) !== undefined) project.textChanged(path);
    else project.filesChanged();
  }

  close(path: string): void {
    this.documents.close(path);
    if (isWit(path)) this.#projectOf(path).filesChanged();
    this.#forgetEmpty();
  }

  /** Files that came, went or changed on the disk; without paths all may have. */
  filesChanged(paths?: readonly string[]): void {
    this.#scanned = false;
    for (const project of this.#projects.values()) {
      if (paths === undefined || paths.some((path) => isWithin(path, project.folder))) {
        project.filesChanged();
      }
    }
    this.#forgetEmpty();
  }

  /** The project of a WIT file, up to date. */
  project(path: string): Project {
    return this.#projectOf(path).update();
  }

  /** All projects that are known, up to date. */
  projects(): Project[] {
    return [...this.#projects.values()].map((project) => project.update());
  }

  /** The names of a project at its present state. */
  names(project: Project): Names {
    const known = this.#names.get(project);
    if (known?.generation === project.generation) return known.names;
    const names = new Names(project);
    this.#names.set(project, { generation: project.generation, names });
    return names;
  }

  /**
   * Tries a change out: resolves a copy of a project with the change, and asks about the names before and after it. Nothing of the
   * workspace changes.
   */
  trial<T>(
    project: Project,
    changes: ReadonlyMap<string, readonly TextEdit[]>,
    ask: (before: Names, after: Names) => T,
  ): T {
    const documents = new Documents();
    for (const path of this.documents.paths) documents.set(path, this.documents.text(path) ?? '');
    for (const [path, edits] of changes) {
      const text = project.source(path)?.ast.text;
      if (text !== undefined) documents.set(path, withEdits(text, edits));
    }
    const copy = new Project(
      project.folder,
      new OverlayFileSystem(this.#disk, documents),
      documents,
      this.options,
    );
    return ask(this.names(project), new Names(copy.update()));
  }

  /** Finds the projects of the workspace's folders; tells after each folder how many projects it found. */
  *scan(): Generator<number> {
    if (this.#scanned) return;
    const work = [...this.#folders].toReversed();
    let count = 0;
    for (let folder = work.pop(); folder !== undefined; folder = work.pop()) {
      count += 1;
      if (count > MOST_FOLDERS) break;
      const entries = this.#entries(folder);
      if (entries.some(({ name, kind }) => kind === 'file' && name.endsWith('.wit'))) {
        this.#projectOf(joinPath(folder, 'any.wit'));
        yield this.#projects.size;
      }
      for (const { name, kind } of entries) {
        if (kind !== 'directory' || name.startsWith('.') || SKIPPED.has(name)) continue;
        work.push(joinPath(folder, name));
      }
    }
    this.#scanned = true;
  }

  /** Whether renaming may change a file. */
  isOwn(path: string): boolean {
    return (
      this.#folders.length === 0 ||
      this.documents.has(path) ||
      this.#folders.some((folder) => isWithin(path, folder))
    );
  }

  #entries(folder: string): ReturnType<NonNullable<FileSystem['readDirectory']>> & object {
    try {
      return this.fs.readDirectory(folder) ?? [];
    } catch {
      return [];
    }
  }

  #projectOf(path: string): Project {
    const folder = projectFolder(path);
    const known = this.#projects.get(folder);
    if (known !== undefined) return known;
    const project = new Project(folder, this.fs, this.documents, this.options);
    this.#projects.set(folder, project);
    return project;
  }

  /** Lets go of projects whose files are gone. */
  #forgetEmpty(): void {
    for (const [folder, project] of this.#projects) {
      if (project.update().sources.length === 0) this.#projects.delete(folder);
    }
  }
}

/** Whether a document is WIT. Others can be open too, and are nothing to the service. */
function isWit(path: string): boolean {
  return path.endsWith('.wit') || isUntitled(path);
}

export function isWac(path: string): boolean {
  return path.endsWith('.wac');
}
