import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { explanationSchema, regulationCalendarSchema } from '@licet/contracts';
import { compilePacks } from '@licet/core/pack';
import { describe, expect, it } from 'vitest';
import { SHIPPED_PACKS } from '../../test/support/regulations.ts';
import { answer } from './answer.ts';

const NOW = Date.parse('2026-06-01T12:00:00Z');
const said = (line: string) => answer(line.split(' '), NOW);
const CALIFORNIA = '--licensee consumer --place US-CA --term P1Y --bought 2025-08-01 --nexus US';

describe('npm run explain', () => {
  it('says what applies: rows with source and tag, windows, and the disclaimer', () => {
    const text = said(CALIFORNIA);
    expect(text).toMatch(
      /ca-notice +US-CA +2026-08-01 +Notice before .* Cal\. BPC 17602 \(AB 390\) +S +nobody, due 2027-05-31/,
    );
    expect(text).toMatch(/ca-notice +notice\.window +2026-06-17 to 2026-07-17 +before the renewal on 2026-08-01/);
    expect(text).toContain(
      "Starting points for a vendor's counsel, not legal advice. Reviewed by nobody: ca-2863, ca-notice.",
    );
  });

  it('says the same as JSON, in the form of the API', () => {
    const { obligations } = explanationSchema
      .omit({ catalogVersion: true })
      .parse(JSON.parse(said(`${CALIFORNIA} --json`)));
    expect(obligations).toContainEqual(expect.objectContaining({ row: 'ca-notice', latest: '2026-07-17' }));
    const calendar = regulationCalendarSchema
      .omit({ catalogVersion: true })
      .parse(JSON.parse(said('--on 2027-01-12 --json')));
    expect(calendar.changes.map(({ name }) => name)).toEqual(['eu-switchfee', 'eu-switchfee']);
  });

  it('says it feature by feature where several are asked about, by name, by description, or all of a plan', () => {
    const syria = '--place SY --nexus US --catalog demo/regulations --feature';
    const several = said(
      `${syria} meetings --feature vault,context=workplace --feature tag=biometric,export-class=EAR99`,
    );
    expect(several).toContain('(Asia/Damascus): allowed for 2 of 3 features.');
    expect(several).toMatch(/meetings +allowed\n/);
    expect(several).toMatch(/vault +denied +us-enc-deny, us-sy-ear +us-enc-deny, us-enc-report, us-sy-ear/);
    expect(several).toMatch(/biometric EAR99 +allowed\n/);
    expect(said(`${syria} vault`)).not.toContain('Feature by feature');
    expect(said('--place SY --nexus US --catalog demo/regulations --plan annual')).toContain(
      'allowed for 3 of 4 features',
    );
  });

  it('says what changes on a day, and in some time, its last day included', () => {
    expect(said('--on 2027-01-12')).toMatch(/2027-01-12 +begins +eu-switchfee/);
    expect(said('--on 2027-01-13')).toContain('nothing changes');
    expect(said('--calendar 2027-01-01..2027-01-12')).toMatch(/2027-01-12 +begins +eu-switchfee/);
  });

  it('says that export control is left out where nobody says whose law binds the vendor', () => {
    expect(said('--act check --usage CU')).toContain('Say it: --nexus US');
    expect(said('--act check --usage CU --nexus US')).toContain('denied, because of us-embargo, us-enc-deny');
  });

  it.each([
    ['--place UK', '--place: "UK" is not in ISO 3166. Did you mean "GB"?'],
    ['--data-subject DE-BEE', '--data-subject: ISO 3166-2 has no subdivision "DE-BEE". Did you mean "DE-BE"?'],
    ['--nexus USA', '--nexus: "USA" is no country of ISO 3166-1'],
    ['--term P1Y', 'say it: --bought 2025-08-01'],
    ['--bought 2025-02-30', '--bought: a civil date that exists'],
    ['--bought 2025-02-01 --term 1Y', '--term: an ISO 8601 period'],
    ['--on 2027-02-29', '--on: "2027-02-29" is no day that there is'],
    ['--calendar 2027-01-01', '--calendar is a first and a last day'],
    ['--calendar 2027-01-02..2027-01-01', '2027-01-01 lies before 2027-01-02'],
    ['--holds scc', '--holds scc=2024-01-01'],
    [
      '--feature vault --feature exprots',
      '--feature: catalog/atlas: the catalog has no feature "exprots". Did you mean "exports"?',
    ],
    ['--plan team@9', '--plan: catalog/atlas: the catalog has no plan "team@9". Did you mean "team@1"?'],
    ['--feature exports,vault', '--feature: exports and vault are two; say --feature twice'],
    ['--feature tags=biometric', 'nothing is called "tags". Did you mean "tag"?'],
    ['--feature export-class=EAR9', '--feature: Invalid option: expected one of "EAR99"'],
    ['--licensee alien', '--licensee: '],
    ['--at today', '--at: '],
  ])('%s: says what is wrong, and how to ask', (line, message) => {
    expect(() => said(line)).toThrow(message);
  });
});

it('the pack of a vendor in docs/regulations.md is right beside those that ship', () => {
  const document = readFileSync(join(import.meta.dirname, '../../docs/regulations.md'), 'utf8');
  const vendor = /```yaml\n(?<pack>[\s\S]*?)```/.exec(document)?.groups?.['pack'] ?? '';
  const { problems, rulebook } = compilePacks({ ...SHIPPED_PACKS, 'vendor.yaml': vendor });
  expect(problems).toEqual([]);
  expect(rulebook?.rows.find(({ id }) => id === 'ca-notice')).toMatchObject({
    pack: 'vendor',
    reviewed_by: 'Jane Doe',
  });
});
