/**
 * Imports point one way: core ← contracts ← sdk ← agent, cli, console; core, contracts ← lambdas; contracts ← lib ← bin.
 * Run by `tools/lint/imports.ts`, which also fails when nothing was looked at.
 */

/** Who may import what of this repository, beside itself: everything else is a finding. */
const allowed = {
  'packages/core': [],
  'packages/contracts': ['packages/core'],
  'packages/sdk': ['packages/core', 'packages/contracts'],
  'packages/(?:agent|cli|console)': ['packages/core', 'packages/contracts', 'packages/sdk'],
  lambdas: ['packages/core', 'packages/contracts'],
  lib: ['packages/core', 'packages/contracts'],
  bin: ['packages/core', 'packages/contracts', 'lib'],
  local: ['packages/core', 'packages/contracts', 'packages/sdk', 'lib'],
};

/** Tests beside the code may reach for more than the code itself: they are no part of what ships. */
const tests = String.raw`\.test\.ts$`;

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    ...Object.entries(allowed).map(([from, to]) => ({
      name: `direction-${from.replace(/\W+/g, '-').replace(/^-|-$/g, '')}`,
      severity: /** @type {const} */ ('error'),
      from: { path: `^${from}/`, pathNot: tests },
      to: {
        path: '^(?:packages|lambdas|lib|bin|local|test|bench|tools)/',
        pathNot: [from, ...to].map((folder) => `^${folder}/`),
      },
    })),
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    { name: 'resolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    parser: 'swc',
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(?:^|/)(?:dist|cdk\\.out|coverage|\\.licet)/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.mts', '.mjs', '.js', '.cjs', '.json', '.d.ts'],
    },
  },
};
