import type { Ast } from '../ast/ast.js';
import type { Reporter } from './reporter.js';

export function warnAboutPackage(_ast: Ast, _reporter: Reporter): void {}
