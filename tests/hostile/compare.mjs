// Compares the verdicts that subtests.mjs left in HOSTILE_OUT: every host and every run must say the same.
//
//   node tests/hostile/compare.mjs DIRECTORY
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

const directory = process.argv[2];
const files = (await readdir(directory)).filter((name) => name.endsWith('.json')).sort();
const seen = new Map();
for (const file of files) {
  const { verdicts } = JSON.parse(await readFile(join(directory, file), 'utf8'));
  for (const { id, pass, got } of verdicts) {
    const verdict = `${pass ? 'pass' : 'FAIL'} ${got?.accepted ? 'accepted' : `${got?.code} ${got?.phase} ${got?.claim ?? ''}`}`.trim();
    const hosts = seen.get(id) ?? new Map();
    seen.set(id, hosts);
    hosts.set(verdict, [...(hosts.get(verdict) ?? []), file.replace('.json', '')]);
  }
}
const different = [...seen].filter(([, verdicts]) => verdicts.size > 1);
for (const [id, verdicts] of different) {
  console.log(id);
  for (const [verdict, hosts] of verdicts) console.log(`  ${verdict}: ${hosts.join(', ')}`);
}
const incomplete = [...seen].filter(([, verdicts]) => [...verdicts.values()].flat().length !== files.length);
for (const [id] of incomplete) console.log(`${id} is missing somewhere`);
console.log(`${files.length} files, ${seen.size} scenarios, ${different.length} with different verdicts`);
process.exitCode = files.length < 2 || different.length || incomplete.length ? 1 : 0;
