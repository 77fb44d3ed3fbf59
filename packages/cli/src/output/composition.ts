/** What becomes of a composition: files, a plan, a drawing, a report. */
import { basename, extname } from 'node:path';
import { joinBytes } from '@wit-ts/component';
import {
  dot,
  html,
  mermaid,
  type Plan,
  planText,
  type ReportedComponent,
  reportText,
  type SizeReport,
  sizeReport,
  sizeText,
} from '@wit-ts/compose';
import { type Diagnostic, diagnosticToJson, type SourceSet } from '@wit-ts/wit-parser';
import type { ComposeOptions } from '../commands/compose.js';
import { cliDiagnostic, Failure } from '../errors/failure.js';
import type { Io } from '../io/io.js';
import type { Check } from './check-component.js';
import { type FileToWrite, throughLinks, writeFilesAtomically } from './write-file.js';

const FORMATS = ['mermaid', 'dot', 'html'] as const;
type GraphFormat = (typeof FORMATS)[number];

const DRAWINGS: ReadonlySet<string> = new Set(['.html', '.htm', '.dot', '.gv', '.mmd', '.md']);

interface WantedGraph {
  format: GraphFormat;
  /** Standard output where it is absent. */
  file: string | undefined;
}

/** What was composed. */
export interface Composed {
  /** The component, in pieces. */
  pieces: readonly Uint8Array[];
  /** The same for a file, where some of it is not in memory. */
  toFile?: {
    pieces: FileToWrite['content'];
    /** Called when they are written, before the file is in its place; it stays away where this throws. */
    written(): void;
  };
  plan: Plan;
  components: readonly ReportedComponent[];
  diagnostics: readonly Diagnostic[];
  sources: SourceSet;
}

/** What the options ask for, once they are known to go together. */
export interface WantedOutput {
  /** Where to write the component; `undefined` where nothing is written. */
  output: string | undefined;
  graph: WantedGraph | undefined;
}

/**
 * Reads the options that say what to write and print, before any work is done.
 *
 * @throws Failure CLI0202 where they do not go together
 */
export function wantedOutput(options: ComposeOptions): WantedOutput {
  const graph = options.graph === undefined ? undefined : parseGraph(options.graph);
  const { output } = options;
  if (graph !== undefined && graph.file === undefined && isForDrawing(options)) {
    return { output: undefined, graph: { ...graph, file: output } };
  }
  const toOutput = graph !== undefined && graph.file === undefined;
  if (output === undefined && options.plan !== true && options.report !== true && !graph) {
    throw wrongUsage('nothing says where to write the component', 'add -o, or --plan');
  }
  if (toOutput && options.json === true) {
    const help = `write the drawing to a file: --graph ${graph.format}=plan.${endingOf(graph.format)}`;
    throw wrongUsage('--graph and --json both print to standard output', help);
  }
  if (toOutput && output === '-' && options.plan !== true) {
    const help = `write the drawing to a file: --graph ${graph.format}=plan.${endingOf(graph.format)}`;
    throw wrongUsage('-o - writes the component to standard output, and so does --graph', help);
  }
  return { output: options.plan === true ? undefined : output, graph };
}

/** Whether `-o` names the drawing: no component is called `plan.html`, and `--plan` writes none. */
function isForDrawing({ output, plan }: ComposeOptions): boolean {
  if (output === undefined || output === '-') return false;
  return plan === true || DRAWINGS.has(extname(output));
}

function wrongUsage(message: string, help: string): Failure {
  return new Failure([cliDiagnostic('CLI0202', message, help)], 2);
}

/** `html`, or `html=plan.html`. */
function parseGraph(text: string): WantedGraph {
  const equals = text.indexOf('=');
  const name = equals === -1 ? text : text.slice(0, equals);
  const file = equals === -1 ? undefined : text.slice(equals + 1);
  const format = FORMATS.find((known) => known === name);
  if (format === undefined || file === '') {
    throw wrongUsage(
      `--graph ${text} is not of the form format[=file]`,
      'formats are mermaid, dot and html: write for example --graph html=plan.html',
    );
  }
  return { format, file: file === '-' ? undefined : file };
}

function endingOf(format: GraphFormat): string {
  return format === 'mermaid' ? 'mmd' : format;
}

/**
 * Writes and prints what was asked for.
 *
 * @param check run before the component is in its place; `undefined` where nothing is checked
 */
export function deliver(
  composed: Composed,
  wanted: WantedOutput,
  options: ComposeOptions,
  check: Check | undefined,
  io: Io,
): void {
  const { pieces, toFile, plan, components } = composed;
  const { output, graph } = wanted;
  const drawing = graph === undefined ? '' : drawn(graph.format, plan, output);
  const files: FileToWrite[] = [];
  let checkedBy = output === '-' ? check?.(pieces) : undefined;
  if (output !== undefined && output !== '-') {
    const checkFile = (file: string): void => {
      toFile?.written();
      checkedBy = check?.(pieces, file);
    };
    const content = toFile?.pieces ?? pieces;
    files.push({ path: throughLinks(output), content, check: checkFile });
  }
  if (graph?.file !== undefined) {
    files.push({ path: throughLinks(graph.file), content: drawing });
  }
  writeFilesAtomically(files);
  const report = options.report === true ? sizeReport(joinBytes(pieces), components) : undefined;
  const length = pieces.reduce((sum, piece) => sum + piece.length, 0);
  const wrote = output === undefined || output === '-' ? '' : wroteText(output, length, checkedBy);
  if (output === '-' || (graph !== undefined && graph.file === undefined)) {
    if (output === '-') for (const piece of pieces) io.out(piece);
    else io.out(drawing);
    io.err(`${report === undefined ? '' : reportText(report)}${wrote}`);
    return;
  }
  if (options.json === true) {
    const size = output === undefined ? undefined : length;
    io.out(`${jsonText(composed, { output, size, checkedBy, report })}\n`);
    return;
  }
  const drew = graph?.file === undefined ? '' : `drew    ${graph.file}\n`;
  io.out(`${planText(plan)}${report === undefined ? '' : reportText(report)}${wrote}${drew}`);
}

function drawn(format: GraphFormat, plan: Plan, output: string | undefined): string {
  switch (format) {
    case 'mermaid':
      return mermaid(plan);
    case 'dot':
      return dot(plan);
    case 'html':
      return html(plan, output === undefined || output === '-' ? undefined : basename(output));
  }
}

function wroteText(output: string, size: number, checkedBy: string | undefined): string {
  const checked = checkedBy === undefined ? 'not checked' : `checked by ${checkedBy}`;
  return `wrote   ${output} (${sizeText(size)}, ${checked})\n`;
}

interface Outcome {
  output: string | undefined;
  size: number | undefined;
  checkedBy: string | undefined;
  report: SizeReport | undefined;
}

function jsonText({ plan, diagnostics, sources }: Composed, outcome: Outcome): string {
  const list = diagnostics.map((one) => JSON.parse(diagnosticToJson(one, sources)) as unknown);
  return JSON.stringify({ ...plan, diagnostics: list, ...outcome }, null, 2);
}
