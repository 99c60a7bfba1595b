import { RuleTester } from 'oxlint/plugins-dev';
import { describe, it } from 'vitest';
import plugin from './house-rules.mjs';

RuleTester.describe = describe;
RuleTester.it = it;
const tester = new RuleTester({ languageOptions: { parserOptions: { lang: 'ts' } } });
const wrong = (code: string) => ({ code, errors: 1 });

tester.run('no-ambient-date', plugin.rules['no-ambient-date'], {
  valid: ['new Date(0)', 'Date.parse("2026-11-24")'],
  invalid: ['new Date()', 'Date()'].map(wrong),
});

tester.run('zod-namespace', plugin.rules['zod-namespace'], {
  valid: ["import * as z from 'zod'", "import type * as z from 'zod'", "import { parse } from 'yaml'"],
  invalid: ["import { z } from 'zod'", "import z from 'zod'", "import * as zod from 'zod'", "import 'zod'"].map(wrong),
});

tester.run('no-re-export', plugin.rules['no-re-export'], {
  valid: ['export const a = 1', 'const a = 1; export { a }'],
  invalid: ["export { a } from './a.ts'", "export * from './a.ts'", "export type { A } from './a.ts'"].map(wrong),
});
