/**
 * Workers without an address. Pages that were opened as files may not start a worker by its address, nor read a file; but they may
 * run a classic script. Each worker is such a script: a function that is never called here, whose source becomes the worker.
 */

declare global {
  /** Functions by the name of their script. */
  var witTsWorkers: Record<string, () => void> | undefined;
}

export type WorkerName = 'language-server' | 'resolver' | 'typescript';

/** @throws Error where the script cannot be loaded */
export async function startWorker(name: WorkerName): Promise<Worker> {
  await loadScript(`${name}.js`, () => globalThis.witTsWorkers?.[name] !== undefined);
  const body = globalThis.witTsWorkers?.[name];
  if (body === undefined) throw new Error(`${name}.js is not what belongs to this page`);
  const url = URL.createObjectURL(
    new Blob([`(${body.toString()})();`], { type: 'text/javascript' }),
  );
  try {
    return new Worker(url, { name: `wit-ts ${name}` });
  } finally {
    // The worker has its source when it is asked for it, which is after this turn.
    setTimeout(() => URL.revokeObjectURL(url), 60_000);
  }
}

function loadScript(source: string, there: () => boolean): Promise<void> {
  if (there()) return Promise.resolve();
  return new Promise((resolve, reject) => {
    const script = document.createElement('script');
    script.src = source;
    script.addEventListener('load', () => resolve());
    script.addEventListener('error', () => {
      script.remove();
      reject(new Error(`${source}, a part of this page, cannot be loaded`));
    });
    document.head.append(script);
  });
}
