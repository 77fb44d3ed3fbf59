/** Loaded before a program: writes the peak of its resident memory, in kilobytes, where the environment says. */
const { readFileSync, writeFileSync } = require('node:fs');

process.on('exit', () => {
  writeFileSync(process.env.PEAK_FILE, String(peak()));
});

/** On Linux what `resourceUsage` says includes the process that started this one. */
function peak() {
  try {
    return Number(/^VmHWM:\s+(\d+)/m.exec(readFileSync('/proc/self/status', 'utf8'))[1]);
  } catch {
    return process.resourceUsage().maxRSS;
  }
}
