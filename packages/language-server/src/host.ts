import type { FileSystem } from '@wit-ts/wit-parser';
import type { ServiceOptions } from '@wit-ts/language-service';

/** What a server needs of the place where it runs. */
export interface ServerHost extends Pick<ServiceOptions, 'decodeWit' | 'assemble'> {
  /** The version that the client is told. */
  version: string;
  fs: FileSystem;
  /** Ends the process or worker. */
  exit(code: number): void;
  /** Watches the process of the client, and ends the server when that is gone. */
  watchParent?: (processId: number) => void;
  /** Checks what `.wac` documents link; loaded when the first one is opened. */
  loadWacChecker?: () => Promise<NonNullable<ServiceOptions['checkWac']>>;
  /** Called once, with what makes the server look at all files again, for parts of the host that come later. */
  onRefresh?: (refresh: () => void) => void;
  /** Where a client sends the contents of files, as there is no disk: takes them over. */
  takeFiles?: (files: readonly SentFile[]) => void;
}

/** A file that a client sends to a server without a disk; without contents it is gone. */
export interface SentFile {
  uri: string;
  text?: string;
  /** For files that are no text. */
  base64?: string;
}
