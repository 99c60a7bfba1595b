/**
 * Starts a TypeScript file or an installed tool on a bare clone: installs what is missing, finds Node 24, runs the target under it,
 * passes signals on and leaves no process behind. Plain JavaScript without dependencies, for any Node >= 18: when it starts,
 * nothing is installed yet.
 *
 *   node local/launch.mjs [--cloud] <file.ts | tool> [arguments]      --cloud: the target needs the local cloud (Python)
 */
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const windows = process.platform === 'win32';
const venv = join(root, '.licet', 'venv');
const bin = join(root, 'node_modules', '.bin');

/** The groups that the target starts write their ids here (`processes.ts`), so that none outlives the launcher. */
const groups = join(root, '.licet', 'groups', String(process.pid));

/** The target says where the time went, installing included. */
const launchedAt = Date.now();

/** How long a child may take to end after a signal: stopping the local cloud takes about a second, and npm would tidy up for ten. */
const graceMs = { target: 10_000, installation: 1000 };

/** @type {NodeJS.Signals | undefined} */
let stopping;

/** @type {import('node:child_process').ChildProcess | undefined} */
let current;

let installing = true;

for (const signal of /** @type {NodeJS.Signals[]} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
  process.on(signal, () => {
    // npm passes on what the terminal has already sent: a second signal is the same wish, not impatience.
    if (stopping) return;
    stopping = signal;
    if (!current?.pid) return;
    // An interrupted installation starts over next time: it has nothing to put in order, and nothing to say.
    signalGroup(current.pid, installing ? 'SIGTERM' : signal);
    setTimeout(endEverything, installing ? graceMs.installation : graceMs.target).unref();
  });
}

main().catch((error) => {
  if (!stopping) console.error(`\n${error instanceof Error ? error.message : String(error)}`);
  process.exit(stopping ? 130 : 1);
});

async function main() {
  const [first, ...others] = process.argv.slice(2);
  const cloud = first === '--cloud';
  const [target, ...args] = cloud ? others : first === undefined ? [] : [first, ...others];
  if (target === undefined) throw new Error('Usage: node local/launch.mjs [--cloud] <file.ts | tool> [arguments]');
  await installPackages();
  if (cloud) await installCloud();
  installing = false;
  const node = findNode();
  const isFile = /\.m?[jt]s$/.test(target);
  process.exitCode = await run(
    isFile ? node : join(bin, windows ? `${target}.cmd` : target),
    isFile ? [target, ...args] : args,
    {
      ...process.env,
      PATH: [dirname(node), bin, process.env.PATH].join(delimiter),
      NODE_COMPILE_CACHE: join(root, '.licet', 'compile-cache'),
      LICET_GROUPS: groups,
      LICET_LAUNCHED_AT: String(launchedAt),
    },
  );
}

/** Installs what the lockfile names unless exactly that is installed, however it came there. */
async function installPackages() {
  if (sameAsLocked()) return;
  const done = step('npm packages');
  const npm = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--no-progress', '--loglevel=error'];
  if ((await run(windows ? 'npm.cmd' : 'npm', npm)) !== 0)
    throw new Error('npm could not install the packages; its own words are above.');
  done();
}

/** npm keeps a copy of the lockfile beside what it installed; optional packages of other platforms are missing from it. */
function sameAsLocked() {
  const installed = readJson(join(root, 'node_modules', '.package-lock.json'));
  const locked = readJson(join(root, 'package-lock.json'));
  if (!installed || !locked) return false;
  return Object.entries(locked.packages).every(([path, { integrity, link, optional }]) => {
    const found = installed.packages[path];
    if (!path.startsWith('node_modules/') || (optional && !found)) return true;
    return found && found.integrity === integrity && found.link === link;
  });
}

/** Installs the pinned local cloud into a Python environment of its own, unless that very one is there. */
async function installCloud() {
  const requirements = join(root, 'local', 'requirements.txt');
  const wanted = createHash('sha256').update(readFileSync(requirements)).digest('hex');
  const stamp = join(venv, 'installed');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  const python = findPython();
  const done = step('the local cloud (MiniStack)');
  rmSync(venv, { recursive: true, force: true });
  const pip = join(venv, windows ? 'Scripts' : 'bin', windows ? 'python.exe' : 'python');
  const made = (await run(python, ['-m', 'venv', venv])) === 0;
  if (
    !made ||
    (await run(pip, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '-r', requirements])) !== 0
  )
    throw new Error('Python could not install the local cloud; its own words are above.');
  writeFileSync(stamp, wanted);
  done();
}

/** @returns {string} a Python that can make environments */
function findPython() {
  const check = 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 10))';
  const found = ['python3', 'python', 'py'].find(
    (name) => spawnSync(name, ['-c', check], { stdio: 'ignore' }).status === 0,
  );
  if (found) return found;
  throw new Error(
    'The local cloud needs Python 3.10 or later with venv (on Debian and Ubuntu: apt-get install python3-venv).',
  );
}

/** @returns {string} the Node that is installed with the packages, else a Node of the system that is new enough */
function findNode() {
  const platform = windows ? 'win' : process.platform;
  const packaged = join(root, 'node_modules', `node-${platform}-${process.arch}`, 'bin', windows ? 'node.exe' : 'node');
  if (existsSync(packaged)) return packaged;
  if (Number.parseInt(process.versions.node) >= 24) return process.execPath;
  throw new Error(
    `Licet needs Node 24 or later on ${process.platform}-${process.arch}; this is ${process.versions.node}.`,
  );
}

/**
 * Runs a command in a process group of its own and waits for its end, however many signals arrive meanwhile.
 * @param {string} command
 * @param {string[]} args
 * @returns {Promise<number>} its exit code; 128 and the signal's number when a signal ended it
 */
async function run(command, args, env = process.env) {
  if (stopping) return 130;
  /** @type {import('node:child_process').StdioOptions} */
  const stdio = installing
    ? // What an installer says when all is well is of no interest.
      ['inherit', 'ignore', 'inherit']
    : // The channel tells the target when this launcher is killed outright, which no signal can.
      ['inherit', 'inherit', 'inherit', 'ipc'];
  current = spawn(command, args, {
    env,
    cwd: root,
    detached: !windows,
    shell: command.endsWith('.cmd'),
    stdio,
  });
  const code = await new Promise((resolve, reject) => {
    current?.once('error', reject);
    current?.once('exit', (status, signal) => resolve(status ?? (signal === 'SIGTERM' ? 143 : 130)));
  });
  endEverything();
  current = undefined;
  return code;
}

/** Kills what is left of the current child's group and of the groups that it registered. */
function endEverything() {
  if (current?.pid) signalGroup(current.pid, 'SIGKILL');
  for (const group of existsSync(groups) ? readdirSync(groups) : []) signalGroup(Number(group), 'SIGKILL');
  rmSync(groups, { recursive: true, force: true });
}

/**
 * @param {number} leader
 * @param {NodeJS.Signals} signal
 */
function signalGroup(leader, signal) {
  try {
    process.kill(windows ? leader : -leader, signal);
  } catch {
    // Already gone.
  }
}

/**
 * One line for an installation: what, and how long it took.
 * @param {string} what
 */
function step(what) {
  mkdirSync(join(root, '.licet'), { recursive: true });
  const from = Date.now();
  process.stderr.write(`Installing ${what} … `);
  return () => process.stderr.write(`${((Date.now() - from) / 1000).toFixed(1)} s\n`);
}

/**
 * @param {string} file
 * @returns {{packages: Record<string, {integrity?: string, link?: boolean, optional?: boolean}>} | undefined}
 */
function readJson(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
}
