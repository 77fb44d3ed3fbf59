import { createLanguageService, type LanguageService } from '@wit-ts/language-service';
import type { ServiceOptions } from '@wit-ts/language-service';
import type { ClientCapabilities, InitializeParams } from 'vscode-languageserver-protocol';
import { Convert } from './convert.js';
import type { ServerHost } from './host.js';
import { SemanticTokensMemory } from './semantic.js';
import { readSettings, type Settings } from './settings.js';
import { Uris } from './uris.js';

/** What holds from `initialize` on: the client, the settings, the service and the open documents. */
export class Session {
  readonly uris = new Uris();
  readonly client: ClientCapabilities;
  readonly encoding: 'utf-8' | 'utf-16';
  readonly convert: Convert;
  readonly semantic = new SemanticTokensMemory();
  /** The versions of open documents, by path. */
  readonly versions = new Map<string, number>();
  /** The folders of the workspace, as paths. */
  folders: string[];
  /** The URI of a folder with a page for each code of a diagnostic. */
  readonly #docs: string | undefined;
  /** Whether the client runs the commands of code lenses. */
  readonly runsCommands: boolean;
  settings: Settings;
  service: LanguageService;
  /** What checks the links of `.wac` documents, once it is loaded. */
  checkWac: ServiceOptions['checkWac'];

  constructor(
    readonly host: ServerHost,
    params: InitializeParams,
  ) {
    this.client = params.capabilities;
    const offered = params.capabilities.general?.positionEncodings ?? [];
    this.encoding = offered.find((one) => one === 'utf-8' || one === 'utf-16') ?? 'utf-16';
    const options: Record<string, unknown> = { ...params.initializationOptions };
    this.settings = readSettings(options);
    this.runsCommands = options['runsCommands'] === true;
    const docs = options['docs'];
    this.#docs = typeof docs === 'string' ? docs.replace(/\/$/, '') : undefined;
    this.folders = foldersOf(params).map((uri) => this.uris.path(uri).replace(/(.)\/$/, '$1'));
    this.service = this.#createService();
    this.convert = new Convert(() => this.service, this.uris, this.encoding, this.client);
  }

  /** Starts over with other settings; the open documents stay open. */
  changeSettings(settings: Settings): void {
    this.settings = settings;
    const open = [...this.versions.keys()].map(
      (path) => [path, this.service.text(path) ?? ''] as const,
    );
    this.service = this.#createService();
    for (const [path, text] of open) this.service.open(path, text);
  }

  #createService(): LanguageService {
    const { fs, decodeWit, assemble } = this.host;
    const docs = this.#docs;
    return createLanguageService(fs, {
      folders: this.folders,
      features: this.settings.features,
      allFeatures: this.settings.allFeatures,
      checkWac: (document, path) => this.checkWac?.(document, path) ?? [],
      ...(decodeWit && { decodeWit }),
      ...(assemble && { assemble }),
      ...(docs !== undefined && { docsOf: (code) => `${docs}/${code}.md` }),
    });
  }
}

function foldersOf(params: InitializeParams): string[] {
  if (params.workspaceFolders) return params.workspaceFolders.map(({ uri }) => uri);
  return typeof params.rootUri === 'string' ? [params.rootUri] : [];
}
