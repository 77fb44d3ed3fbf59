/** How WIT refers to an interface. */

import { qualifiedName, type InterfaceId, type PackageId, type Resolve } from '../model/resolve.js';
import { escapeName } from './names.js';

/** The path of an interface as it is written inside a package: the name alone for one of the same package. */
export function interfacePath(
  resolve: Resolve,
  id: InterfaceId,
  currentPackage: PackageId,
): string {
  const iface = resolve.interfaces[id];
  const owner = iface && resolve.packages[iface.package]?.name;
  if (iface === undefined || owner === undefined) {
    throw new Error(`there is no interface ${id} in this model`);
  }
  if (iface.name === null) throw new Error(`the interface ${id} has no name to refer to it by`);
  const name = escapeName(iface.name);
  if (iface.package === currentPackage) return name;
  const escaped = { namespace: escapeName(owner.namespace), name: escapeName(owner.name) };
  return qualifiedName({ ...owner, ...escaped }, name);
}
