import type { Organisation } from './organisation.js';
import { rosterOf, type Someone } from './someone.js';

/**
 * Everything that a clerk can find out about a person: uploads a list with them in it, and looks wherever the product
 * shows anything of people, by API and on pages. What was answered is in `recorded`.
 */
export async function workThrough(clerk: Organisation, target: Someone, others: Someone[]): Promise<void> {
  const broken = { ...target, nik: `${target.nik.slice(0, 15)}`, name: 'BARIS RUSAK' };
  const [first] = others;
  const id = await clerk.upload('roster', rosterOf([target, ...others, broken, ...(first ? [first] : [])]));
  await lookAtFile(clerk, id);
  await clerk.confirm('roster', id);
  await lookAtFile(clerk, id);
  await clerk.page(`/imports/${id}/receipt`);
  await clerk.api('GET', `/roster-imports/${id}/receipt.json`);
  await clerk.page('/imports');
  await lookForPerson(clerk, target);
  await lookAtCoverage(clerk);
  await clerk.page('/audit');
  await clerk.page('/members');
  await clerk.form('/workers', { nik: target.nik, name: target.name, birth_date: target.birthDate, sex: target.sex });
  // The same people again: nothing is new.
  const again = await clerk.upload('roster', `${rosterOf([target, ...others])}\n`);
  await lookAtFile(clerk, again);
  await clerk.api('DELETE', `/roster-imports/${again}`);
}

async function lookAtFile(clerk: Organisation, id: string): Promise<void> {
  await clerk.api('GET', `/roster-imports/${id}`);
  await clerk.api('GET', `/roster-imports/${id}/rows`, { headers: { accept: 'application/json' } });
  await clerk.api('GET', `/roster-imports/${id}/rows`, { headers: { accept: 'text/csv' } });
  await clerk.page(`/imports/${id}`);
  await clerk.page(`/imports/${id}/rows`);
  await clerk.page(`/imports/${id}/rows?outcome=rejected`);
}

async function lookForPerson(clerk: Organisation, { nik, name, kpj }: Someone): Promise<void> {
  const asked = [name, nik.slice(-4), kpj].map((text) => encodeURIComponent(text));
  for (const q of ['', ...asked]) {
    await clerk.page(`/workers?q=${q}`);
    await clerk.api('GET', `/workers?q=${q}`);
  }
  for (const coverage of ['active', 'never', 'unknown']) await clerk.api('GET', `/workers?coverage=${coverage}`);
  const { body } = await clerk.api('POST', '/workers/search', { json: { nik } });
  await clerk.form('/workers/search', { q: nik });
  const { id } = JSON.parse(body) as { id: string };
  await clerk.api('GET', `/workers/${id}`);
  await clerk.page(`/workers/${id}`);
  await clerk.page(`/workers/${id}/edit`);
}

async function lookAtCoverage(clerk: Organisation): Promise<void> {
  for (const path of ['', '/by/region', '/by/sector', '/by/sex', '/gaps', '/gaps/people', '/gaps/print', '/gaps.csv'])
    await clerk.page(`/coverage${path}`);
  await clerk.api('GET', '/coverage');
  await clerk.api('GET', '/coverage?by=region,sector,sex,age_band,programme');
}
