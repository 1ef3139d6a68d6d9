// Run beside the packages it is told to import. Prints what conventional-changelog puts into each release of a repository, as JSON.
const [folder, prefix, changelog, presetName] = process.argv.slice(2);
const { ConventionalChangelog } = await import(changelog);
const { default: createPreset } = await import(presetName);
const preset = await createPreset();
const releases = [];
const writer = {
  ...preset.writer,
  finalizeContext(context, _options, commits, key) {
    const tag = /tag:\s*([^,)]+)/.exec(key?.gitTags ?? '')?.[1] ?? null;
    const told = commits.map((commit) => commit.raw ?? commit);
    const entries = told.map(({ hash, type, scope, subject, header, references, notes }) => ({
      ...{
        sha: hash ?? null,
        type,
        scope,
        title: header,
        subject: subject ?? header,
        notes: notes.map(({ text }) => text),
      },
      references: references.map(({ owner, repository, issue }) => ({ owner, repository, issue })),
    }));
    releases.push({ tag, entries });
    return context;
  },
};
const generator = new ConventionalChangelog(folder)
  .config({ ...preset, writer })
  .tags({ prefix })
  .options({ releaseCount: 0, outputUnreleased: true });
for await (const _part of generator.write());
console.log(JSON.stringify(releases));
