/** A plan as boxes with ports and lines between them, for the drawings. */
import { compareTexts } from '../imports/open-imports.js';
import { parseInterfaceName } from '../link/interface-name.js';
import type { Plan } from '../plan/plan.js';

/** Something that offers or needs: a component, the exports of the result, or the host. */
export interface Box {
  id: string;
  kind: 'component' | 'exports' | 'host';
  title: string;
  /** Of a component. */
  path?: string;
  size?: number;
  /** What it offers, in the order of the names. */
  offers: Port[];
  /** What it needs, in the order of the names. */
  needs: Port[];
}

/** One interface or function; of the host, all that are wanted of one package. */
export interface Port {
  id: string;
  text: string;
  /** The names in full, where the text does not say them. */
  names: string[];
}

/** From a port that needs to the one that offers. */
export interface Line {
  from: { box: string; port: string };
  to: { box: string; port: string };
  /** What is linked. */
  names: string[];
}

export interface Graph {
  boxes: Box[];
  lines: Line[];
}

/** The boxes and lines of a plan. Interfaces of the host are drawn by package, as there are many. */
export function graphOf(plan: Plan): Graph {
  return new GraphBuilder(plan).run();
}

class GraphBuilder {
  private readonly boxes: Box[] = [];
  private readonly byName = new Map<string, Box>();
  private readonly lines: Line[] = [];

  constructor(private readonly plan: Plan) {}

  run(): Graph {
    const { components, links, imports, exports } = this.plan;
    const result = exports.length === 0 ? undefined : this.box('exports', 'exports of the result');
    for (const { name, path, size } of components) {
      const box = this.box('component', name);
      box.path = path;
      box.size = size;
      this.byName.set(name, box);
    }
    const host = imports.length === 0 ? undefined : this.box('host', 'imports from the host');
    for (const { name, component } of exports) {
      const owner = component === '' ? host : this.byName.get(component);
      const offer = component === '' ? packageOf(name) : name;
      if (result !== undefined && owner !== undefined) this.line(result, name, owner, offer);
    }
    for (const link of links) {
      const importer = this.byName.get(link.importer);
      const provider = this.byName.get(link.provider);
      if (importer === undefined || provider === undefined) continue;
      const offer = link.export === '' ? 'all its exports' : link.export;
      this.line(importer, link.import, provider, offer);
    }
    if (host !== undefined) this.hostLines(host);
    for (const { offers, needs } of this.boxes) {
      offers.sort((a, b) => compareTexts(a.id, b.id));
      needs.sort((a, b) => compareTexts(a.id, b.id));
    }
    return { boxes: this.boxes, lines: this.lines };
  }

  /** Each component has one line for all that it wants of one package. */
  private hostLines(host: Box): void {
    const wanted = new Map<Box, Map<string, Set<string>>>();
    for (const { name, importers } of this.plan.imports) {
      const group = packageOf(name);
      portOf(host.offers, group).names.push(name);
      for (const { component } of importers) {
        const box = this.byName.get(component);
        if (box === undefined) continue;
        const groups = wanted.get(box) ?? new Map<string, Set<string>>();
        wanted.set(box, groups);
        const names = groups.get(group) ?? new Set<string>();
        groups.set(group, names.add(name));
      }
    }
    for (const [box, groups] of wanted) {
      for (const [group, names] of groups) this.line(box, group, host, group, [...names]);
    }
    for (const port of host.offers) port.text = textOf(port.id, port.names);
  }

  private box(kind: Box['kind'], title: string): Box {
    const box: Box = { id: `${this.boxes.length}`, kind, title, offers: [], needs: [] };
    this.boxes.push(box);
    return box;
  }

  /** @param names what is linked, where that is not the need itself */
  private line(importer: Box, need: string, owner: Box, offer: string, names?: string[]): void {
    const wants = portOf(importer.needs, need);
    if (names !== undefined) {
      wants.names = names;
      wants.text = textOf(need, names);
    }
    const offers = portOf(owner.offers, offer);
    this.lines.push({
      from: { box: importer.id, port: wants.id },
      to: { box: owner.id, port: offers.id },
      names: names ?? [need],
    });
  }
}

function portOf(ports: Port[], id: string): Port {
  let port = ports.find((one) => one.id === id);
  if (port === undefined) {
    port = { id, text: id, names: [] };
    ports.push(port);
  }
  return port;
}

/** `wasi:io@0.2.6` of `wasi:io/streams@0.2.6`; a plain name is its own group. */
function packageOf(name: string): string {
  const parsed = parseInterfaceName(name);
  if (parsed === undefined) return name;
  const [pkg = ''] = parsed.base.split('/');
  return parsed.version === undefined ? pkg : `${pkg}@${parsed.version}`;
}

/** One interface is named in full; of several of a package, the package and their number. */
function textOf(group: string, names: readonly string[]): string {
  const [only, another] = names;
  if (only === undefined) return group;
  return another === undefined ? only : `${group} (${names.length} interfaces)`;
}
