/** What a bundle exports, as far as its syntax tells: nothing of it is run. */
import type { ts as TypeScript } from 'ts-morph';

/** What a value is. `unknown` where only running the module would tell. */
export type Shape =
  | { readonly kind: 'unknown' }
  | { readonly kind: 'function'; readonly at: number }
  | { readonly kind: 'value'; readonly text: string; readonly at: number }
  | {
      readonly kind: 'object';
      readonly members: ReadonlyMap<string, Shape>;
      /** Nothing else can be in it. */
      readonly isComplete: boolean;
      readonly at: number;
    }
  | {
      readonly kind: 'class';
      readonly methods: ReadonlySet<string>;
      readonly statics: ReadonlySet<string>;
      readonly isComplete: boolean;
      readonly at: number;
    };

const UNKNOWN: Shape = { kind: 'unknown' };
const DEEPEST = 50;

/** Reads the exports of a module. Places are offsets in its text. */
export async function moduleShape(code: string): Promise<ReadonlyMap<string, Shape>> {
  const { ts } = await import('ts-morph');
  return new Reader(ts, code).exports();
}

class Reader {
  readonly #ts: typeof TypeScript;
  readonly #file: TypeScript.SourceFile;
  readonly #declarations = new Map<string, TypeScript.Node>();

  constructor(ts: typeof TypeScript, code: string) {
    this.#ts = ts;
    this.#file = ts.createSourceFile(
      '/bundle.js',
      code,
      ts.ScriptTarget.ES2022,
      false,
      ts.ScriptKind.JS,
    );
    for (const statement of this.#file.statements) this.#declare(statement);
  }

  exports(): Map<string, Shape> {
    const ts = this.#ts;
    const found = new Map<string, Shape>();
    for (const statement of this.#file.statements) {
      if (!ts.isExportDeclaration(statement) || statement.exportClause === undefined) continue;
      if (!ts.isNamedExports(statement.exportClause)) continue;
      for (const { name, propertyName } of statement.exportClause.elements) {
        const local = (propertyName ?? name).text;
        const isOwn = statement.moduleSpecifier === undefined;
        found.set(name.text, isOwn ? this.#named(local, 0) : UNKNOWN);
      }
    }
    return found;
  }

  #declare(statement: TypeScript.Statement): void {
    const ts = this.#ts;
    if (ts.isVariableStatement(statement)) {
      for (const { name, initializer } of statement.declarationList.declarations) {
        if (ts.isIdentifier(name) && initializer !== undefined) {
          this.#declarations.set(name.text, initializer);
        }
      }
    }
    if (ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement)) {
      if (statement.name !== undefined) this.#declarations.set(statement.name.text, statement);
    }
  }

  #named(name: string, depth: number): Shape {
    const declaration = this.#declarations.get(name);
    return declaration === undefined ? UNKNOWN : this.#shape(declaration, depth + 1);
  }

  #shape(node: TypeScript.Node, depth: number): Shape {
    const ts = this.#ts;
    if (depth > DEEPEST) return UNKNOWN;
    const at = node.getStart(this.#file);
    if (ts.isParenthesizedExpression(node)) return this.#shape(node.expression, depth + 1);
    if (ts.isIdentifier(node)) return this.#named(node.text, depth);
    if (ts.isFunctionLike(node)) return { kind: 'function', at };
    if (ts.isClassLike(node)) return this.#class(node, depth);
    if (ts.isObjectLiteralExpression(node)) return this.#object(node, depth);
    if (ts.isArrayLiteralExpression(node)) return { kind: 'value', text: 'an array', at };
    if (ts.isStringLiteralLike(node)) return { kind: 'value', text: 'a string', at };
    if (ts.isNumericLiteral(node) || ts.isBigIntLiteral(node)) {
      return { kind: 'value', text: 'a number', at };
    }
    return UNKNOWN;
  }

  #object(node: TypeScript.ObjectLiteralExpression, depth: number): Shape {
    const ts = this.#ts;
    const members = new Map<string, Shape>();
    let isComplete = true;
    for (const property of node.properties) {
      const name = property.name === undefined ? undefined : this.#key(property.name);
      if (name === undefined) {
        isComplete = false;
        continue;
      }
      if (ts.isPropertyAssignment(property)) {
        const shape = this.#shape(property.initializer, depth + 1);
        const isHere = ts.isFunctionLike(property.initializer);
        const at = property.getStart(this.#file);
        members.set(name, isHere && shape.kind === 'function' ? { ...shape, at } : shape);
      } else if (ts.isShorthandPropertyAssignment(property)) {
        members.set(name, this.#named(name, depth));
      } else if (ts.isMethodDeclaration(property)) {
        members.set(name, { kind: 'function', at: property.getStart(this.#file) });
      } else {
        members.set(name, UNKNOWN);
      }
    }
    return { kind: 'object', members, isComplete, at: node.getStart(this.#file) };
  }

  #class(node: TypeScript.ClassLikeDeclaration, depth: number): Shape {
    const ts = this.#ts;
    const methods = new Set<string>();
    const statics = new Set<string>();
    let isComplete = true;
    for (const member of node.members) {
      const name = member.name === undefined ? undefined : this.#key(member.name);
      if (name === undefined) continue;
      const modifiers = ts.canHaveModifiers(member) ? (ts.getModifiers(member) ?? []) : [];
      const isStatic = modifiers.some(({ kind }) => kind === ts.SyntaxKind.StaticKeyword);
      (isStatic ? statics : methods).add(name);
    }
    for (const { types } of node.heritageClauses ?? []) {
      for (const { expression } of types) {
        const base = this.#shape(expression, depth + 1);
        if (base.kind !== 'class') {
          isComplete = false;
          continue;
        }
        if (!base.isComplete) isComplete = false;
        for (const name of base.methods) methods.add(name);
        for (const name of base.statics) statics.add(name);
      }
    }
    // What a constructor or a static block puts there is not seen.
    if (node.members.some((member) => ts.isClassStaticBlockDeclaration(member))) isComplete = false;
    if (node.members.some((member) => ts.isConstructorDeclaration(member) && assigns(ts, member))) {
      isComplete = false;
    }
    return { kind: 'class', methods, statics, isComplete, at: node.getStart(this.#file) };
  }

  #key(name: TypeScript.PropertyName): string | undefined {
    const ts = this.#ts;
    if (ts.isIdentifier(name) || ts.isStringLiteralLike(name)) return name.text;
    if (ts.isComputedPropertyName(name) && ts.isStringLiteralLike(name.expression)) {
      return name.expression.text;
    }
    return undefined;
  }
}

/** Whether the constructor sets members of `this`. */
function assigns(ts: typeof TypeScript, constructor: TypeScript.ConstructorDeclaration): boolean {
  const pending: TypeScript.Node[] = [constructor];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    if (
      ts.isBinaryExpression(node) &&
      ts.isPropertyAccessExpression(node.left) &&
      node.left.expression.kind === ts.SyntaxKind.ThisKeyword &&
      !ts.isPrivateIdentifier(node.left.name)
    ) {
      return true;
    }
    node.forEachChild((child) => void pending.push(child));
  }
  return false;
}
