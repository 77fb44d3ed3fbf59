import { propertyKey, stringLiteral } from '../../naming/index.js';
import { group, hardline, indent, line } from '../../output/doc.js';
import type { Doc } from '../../output/doc.js';
import { assignment, call, tallObject } from '../code/code.js';
import { memberOf } from '../code/core-items.js';
import { oneLine } from '../code/lift.js';
import type { CoreArgument, Step } from '../plan/model.js';
import type { ModuleParts } from './module-parts.js';

/**
 * What it takes to instantiate the component, in order.
 *
 * @param used - core instances that are mentioned later; others are made without a name
 */
export function planSteps(parts: ModuleParts, used?: ReadonlySet<number>): Doc[] {
  return parts.env.plan.steps.flatMap((step) =>
    planStep(
      parts,
      step,
      used === undefined || (step.kind === 'instantiate' && used.has(step.core)),
    ),
  );
}

/** Core instances that others import from, or whose exports generated code uses. */
export function usedInstances(parts: ModuleParts): ReadonlySet<number> {
  const used = new Set<number>();
  for (const step of parts.env.plan.steps) {
    if (step.kind !== 'instantiate') continue;
    if (parts.items.of(step.core).length > 0) used.add(step.core);
    for (const argument of step.args.values()) {
      if (argument.kind === 'instance') used.add(argument.instance);
      else
        for (const item of argument.items.values())
          if (item.kind === 'export') used.add(item.instance);
    }
  }
  return used;
}

function planStep(parts: ModuleParts, step: Step, isUsed: boolean): Doc[] {
  switch (step.kind) {
    case 'instance': {
      if (!parts.contexts.usesInstance(step.index)) return [];
      const { parent } = parts.env.plan.instances[step.index] ?? {};
      const args = parent === undefined ? [] : [parts.contexts.instance(parent)];
      const name = parts.contexts.instance(step.index);
      return [
        assignment(['const ', name], ['new ', call(parts.runtime.use('ComponentInstance'), args)]),
      ];
    }
    case 'context':
      return contextStep(parts, step.index);
    case 'resource':
      return resourceStep(parts, step.index);
    case 'instantiate': {
      const args = [...step.args].map(([name, argument]): Doc => [
        propertyKey(name),
        ': ',
        coreArgument(parts, argument),
      ]);
      const module = parts.moduleNames[step.module] ?? '';
      const made: Doc =
        args.length === 0
          ? call('instantiateCore', [module, '{}'])
          : ['instantiateCore(', module, ', ', tallObject(args), ')'];
      return [
        [isUsed ? `const core${step.core} = ` : '', parts.isAsync ? 'await ' : '', made, ';'],
        ...parts.items.of(step.core),
      ];
    }
  }
}

function coreArgument(parts: ModuleParts, argument: CoreArgument): Doc {
  if (argument.kind === 'instance') return `core${argument.instance}.exports`;
  const key = literalKeys(parts, [...argument.items.keys()]);
  return tallObject(
    [...argument.items].map(([name, item]): Doc => {
      const value =
        item.kind === 'trampoline'
          ? parts.trampolines.name(item.index)
          : [memberOf(`core${item.instance}.exports`, item.name), parts.env.typed ? '!' : ''];
      if (key(name) === value) return value;
      // Behind a key of one or two characters prettier never ends the line.
      if (name.length <= 2) return [key(name), ': ', value];
      return group([key(name), ':', indent([line, value])]);
    }),
  );
}

/** Keys of an object literal. In JavaScript, prettier leaves numbers without quotes where nothing else has some. */
function literalKeys(parts: ModuleParts, names: readonly string[]): (name: string) => string {
  const bare =
    !parts.env.typed && names.every((name) => isNumber(name) || !propertyKey(name).startsWith('"'));
  return (name) => (bare && isNumber(name) ? name : propertyKey(name));
}

function isNumber(name: string): boolean {
  return /^(0|[1-9]\d*)$/.test(name);
}

function contextStep(parts: ModuleParts, index: number): Doc[] {
  if (!parts.contexts.usesContext(index)) return [];
  const context = parts.env.plan.contexts[index];
  if (context === undefined) return [];
  const { memory, instance } = parts.contexts.side(index);
  const classes = { utf8: 'Memory', utf16: 'Utf16Memory', 'latin1+utf16': 'Latin1Memory' };
  const args = [
    instance,
    context.memory === undefined ? 'undefined' : parts.items.memory(context.memory),
  ];
  if (context.realloc !== undefined) {
    const params = ['i32', 'i32', 'i32', 'i32'] as const;
    args.push(parts.items.func(context.realloc, { params, result: 'i32' }));
  }
  return [
    assignment(
      ['const ', memory],
      ['new ', call(parts.runtime.use(classes[context.encoding]), args)],
    ),
  ];
}

function resourceStep(parts: ModuleParts, index: number): Doc[] {
  const { resources } = parts.env;
  if (!resources.isUsed(index)) return [];
  const names = resources.get(index);
  const { resource } = names;
  const label = stringLiteral(resource.kind === 'host' ? resource.name : names.className);
  if (resource.kind === 'host') {
    const objects = parts.runtime.use('HostObjects');
    const generic = parts.env.typed ? `<${oneLine(resources.tsType(index))}>` : '';
    const start = `const ${names.objects} = new ${objects}${generic}(`;
    const made: Doc = ['new ', call(objects + generic, [label])];
    const madeObjects: Doc =
      start.length + 2 > 80
        ? [`const ${names.objects} =`, indent([hardline, made]), ';']
        : assignment(['const ', names.objects], made);
    return [madeObjects, assignment(['const ', names.type], `${names.objects}.type`)];
  }
  const args = [label, parts.contexts.instance(resource.instance)];
  if (resource.destructor !== undefined)
    args.push(parts.items.func(resource.destructor, { params: ['i32'], result: undefined }));
  return [
    assignment(['const ', names.type], ['new ', call(parts.runtime.use('ResourceType'), args)]),
  ];
}
