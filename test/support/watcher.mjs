// Asks a process without pause whether it lives, and how much memory it holds, from a process of its own: whoever makes
// load in the test's process must not be taken for a product that waits. For each line that comes in it prints as one
// JSON line what was seen since the last one; it ends with its input.
import { readFileSync } from 'node:fs';
import { request, Agent } from 'node:http';

const [address, pid] = process.argv.slice(2);
const agent = new Agent({ keepAlive: true, maxSockets: 1 });
const nothing = { asked: 0, failed: 0, longestMs: 0, mostKb: 0, heldKb: 0 };
let seen = { ...nothing };

function ask() {
  return new Promise((done) => {
    const began = performance.now();
    const over = (failed) => {
      seen.asked += 1;
      if (failed) seen.failed += 1;
      seen.longestMs = Math.max(seen.longestMs, performance.now() - began);
      done();
    };
    const sent = request(`${address}/health/live`, { agent, timeout: 60_000 }, (answer) => {
      answer.resume().once('end', () => over(answer.statusCode !== 200));
    });
    sent.once('timeout', () => sent.destroy()).once('error', () => over(true));
    sent.end();
  });
}

const heldKb = () => Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0);

let over = false;
let wanted = 0;
process.stdin.on('data', (lines) => (wanted += lines.length)).once('end', () => (over = true));
process.stdout.write('watching\n');
while (!over) {
  const laps = wanted;
  await ask();
  seen.heldKb = heldKb();
  seen.mostKb = Math.max(seen.mostKb, seen.heldKb);
  // what was asked for while a question was open is answered with the next one
  for (; laps > 0 && wanted > 0; wanted -= 1) {
    process.stdout.write(`${JSON.stringify(seen)}\n`);
    seen = { ...nothing };
  }
  await new Promise((rested) => setTimeout(rested, 20));
}
process.exit(0);
