import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

const lookEveryMs = 500;

/** What the system knows of a process: its parent and its command line; null when it is gone. */
function processOf(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const [state, parent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return state === 'Z' ? null : { parent: Number(parent), command: readFileSync(`/proc/${pid}/cmdline`, 'utf8') };
  } catch {
    return process.platform === 'linux' ? null : byPs(pid);
  }
}

function byPs(pid) {
  try {
    const line = execFileSync('ps', ['-o', 'ppid=,command=', '-p', String(pid)], { encoding: 'utf8' }).trim();
    return { parent: Number.parseInt(line, 10), command: line };
  } catch {
    return null;
  }
}

/**
 * Ends this process in order when the npm that runs it is gone: a supervisor knows npm's number only, and npm, killed,
 * takes nothing with it. Between them stands the shell that npm made, where it did not step aside. Started by anything
 * else, as by a supervisor itself, it lives on whoever goes away: so does npm under `nohup`, and with it this.
 */
export function endWithNpm(file) {
  const script = process.env['npm_lifecycle_script'];
  if (!script?.startsWith('node ') || !script.includes(file)) return;
  const parent = process.ppid;
  const shell = processOf(parent);
  const npm = shell?.command.includes(file) ? shell.parent : null;
  const timer = setInterval(() => {
    if (process.ppid === parent && (npm === null || processOf(parent)?.parent === npm)) return;
    clearInterval(timer);
    process.kill(process.pid, 'SIGTERM');
  }, lookEveryMs);
  timer.unref();
}
