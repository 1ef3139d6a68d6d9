/** What stands above the sections of a new changelog, by Keep a Changelog 1.1.0. */
export const changelogPreamble = `# Changelog

All notable changes to this project are listed here. The format is that of
[Keep a Changelog](https://keepachangelog.com/en/1.1.0/), and the project follows
[Semantic Versioning](https://semver.org/spec/v2.0.0.html).
`;
