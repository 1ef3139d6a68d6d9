import { describe, expect, it } from 'vitest';
import { bumpVersion, readVersion } from '#domain/version-files/version-file-kinds.ts';
import { checkKind, phasedVersions, plainVersions } from '../check-kind.ts';

const pom = `<?xml version="1.0" encoding="UTF-8"?>
<!-- <project><version>##</version> -->
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <parent>
    <groupId>org.example</groupId>
    <artifactId>parent</artifactId>
    <version>##</version>
  </parent>
  <artifactId>shop</artifactId>
  <!-- own -->
  <version> @@ </version>
  <dependencies>
    <dependency><version>##</version></dependency>
  </dependencies>
  <build><plugins><plugin><version>##</version></plugin></plugins></build>
</project>
`;
const revision = `<project>
  <version>\${revision}\${changelist}</version>
  <properties a=">">
    <revision>@@</revision>
    <changelist/>
    <other><revision>##</revision></other>
  </properties>
</project>
`;
const project = `<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup><!-- <Version>##</Version> -->
    <AssemblyVersion>##</AssemblyVersion>
    <Version>@@</Version>
  </PropertyGroup>
  <ItemGroup>
    <PackageReference Include="Shop"><Version>##</Version></PackageReference>
  </ItemGroup>
</Project>
`;

it.each([
  ['pom.xml', pom],
  ['api/pom.xml', revision.replace('<other><revision>##</revision></other>', '<other>##</other>')],
  ['src/Shop.csproj', project],
  ['Directory.Build.props', '<Project><PropertyGroup><Version>@@</Version></PropertyGroup></Project>'],
])('a bumped %s reads as the new version and is otherwise unchanged: %.60j', (file, text) => {
  checkKind({ file, text });
});

it('writes the numbers and the pre-release of a .NET project into its prefix and suffix', () => {
  const file = 'Shop.fsproj';
  const write = (prefix: string, suffix: string) =>
    `<Project><PropertyGroup><VersionPrefix>${prefix}</VersionPrefix>\n<VersionSuffix>${suffix}</VersionSuffix></PropertyGroup></Project>`;
  expect(readVersion(file, write('1.4.2', 'rc.1'))).toEqual({ kind: 'version', version: '1.4.2-rc.1' });
  expect(bumpVersion(file, write('1.4.2', 'rc.1'), '1.4.2-rc.1', '1.5.0')).toEqual({
    kind: 'bumped',
    text: write('1.5.0', ''),
  });
  expect(bumpVersion(file, write('1.4.2', ''), '1.4.2', '1.4.2-rc.1')).toEqual({
    kind: 'bumped',
    text: write('1.4.2', 'rc.1'),
  });
  expect(bumpVersion(file, write('1.5.0', 'rc.1'), null, '1.5.0-rc.1')).toEqual({ kind: 'already' });
});

it('refuses a pre-release where a .NET project has a prefix only', () => {
  const text = '<Project><PropertyGroup><VersionPrefix>1.4.2</VersionPrefix></PropertyGroup></Project>';
  expect(bumpVersion('a.csproj', text, null, '1.5.0').kind).toBe('bumped');
  expect(bumpVersion('a.csproj', text, null, '1.5.0-rc.1')).toEqual({
    kind: 'invalid',
    why: 'its VersionPrefix holds numbers only; add a VersionSuffix element for 1.5.0-rc.1',
  });
});

const plist = (short: string, build: string) => `<?xml version="1.0"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0">
<dict>
  <key>CFBundleVersion</key>
  <string>${build}</string>
  <key>Nested</key><dict><key>CFBundleShortVersionString</key><string>##</string></dict>
  <key>CFBundleShortVersionString</key>
  <string>${short}</string>
</dict>
</plist>
`;

it.each([
  ['a build number', plist('@@', '#+')],
  ['a build number of several parts', plist('@@', '3.0.#+')],
  ['a build number that is the version', plist('@@', '@@')],
  ['a build number of Xcode', plist('@@', '$(CURRENT_PROJECT_VERSION)')],
])('a bumped Info.plist with %s reads as the new version and is otherwise unchanged', (_what, text) => {
  checkKind({ file: 'ios/Shop-Info.plist', text, versions: plainVersions });
});

describe('refuses', () => {
  it('a pre-release in an Info.plist', () => {
    expect(bumpVersion('Info.plist', plist('1.4.2', '7'), null, '1.5.0-rc.1')).toMatchObject({
      kind: 'invalid',
      why: expect.stringMatching(/^Apple takes three numbers only/),
    });
  });

  it.each([
    ['pom.xml', '<project><version>1</version><version>2</version></project>', 'its project/version stands twice'],
    ['pom.xml', '<project><version><b>1</b></version></project>', 'its project/version is not plain text'],
    ['pom.xml', '<project><version>1<!-- x --></version></project>', 'its project/version is not plain text'],
    ['pom.xml', '<project><version>&v;</version></project>', 'its project/version is not plain text'],
    ['pom.xml', '<project><name/></project>', 'its project has no version'],
    ['pom.xml', '<!DOCTYPE a [<!ENTITY v "1">]><project/>', 'it is not well-formed XML'],
    ['pom.xml', '<project><version>1</project>', 'its tag </project> closes nothing'],
    ['pom.xml', '<project><version>1</version>', 'its tag <project> is never closed'],
    ['pom.xml', 'version 1', 'it is not well-formed XML'],
    ['pom.xml', '<a>'.repeat(300_000), 'its elements are nested more than 500 deep'],
    ['pom.xml', `<project>${'<!--'.repeat(500_000)}`, 'its tag <project> is never closed'],
    ['pom.xml', `<project ${'a="'.repeat(500_000)}`, 'it is not well-formed XML'],
    ['pom.xml', `<project ${'a="" '.repeat(500_000)}`, 'it is not well-formed XML'],
    [
      'pom.xml',
      `<project><version>\${a}</version><properties><a>1</a><a>2</a></properties></project>`,
      'its properties/a stands twice',
    ],
    [
      'pom.xml',
      `<project><version>\${a}-x</version></project>`,
      `its version "\${a}-x" is put together of words and properties`,
    ],
    [
      'pom.xml',
      `<project><version>\${a}\${b}</version><properties><a>1</a><b>2</b></properties></project>`,
      'its version is put together of a and b',
    ],
    [
      'a.csproj',
      '<Project><PropertyGroup><Version>1</Version></PropertyGroup><PropertyGroup><Version>2</Version></PropertyGroup></Project>',
      'its Version stands twice',
    ],
    [
      'a.csproj',
      '<Project><PropertyGroup><Version>$(V)</Version></PropertyGroup></Project>',
      'its Version is not plain text',
    ],
    [
      'Info.plist',
      '<plist><dict><key>CFBundleShortVersionString</key><string>1</string><key>CFBundleShortVersionString</key><string>2</string></dict></plist>',
      'one of its version keys stands twice',
    ],
  ])('%s %.80j', (file, text, why) => {
    expect(readVersion(file, text)).toEqual({ kind: 'invalid', why });
    expect(bumpVersion(file, text, null, '2.0.0')).toEqual({ kind: 'invalid', why });
  });
});

it.each([
  ['pom.xml', '<project><parent><version>1.0.0</version></parent></project>', /^it inherits its version/],
  [
    'pom.xml',
    `<project><version>\${revision}</version></project>`,
    /^its version is the property "revision" of another file/,
  ],
  ['a.csproj', '<Project><PropertyGroup/></Project>', /^it has no Version/],
  ['Info.plist', plist('$(MARKETING_VERSION)', '1'), /stands in Xcode’s project$/],
])('says of %s %.60j that it holds no version', (file, text, why) => {
  expect(readVersion(file, text)).toEqual({ kind: 'absent', why: expect.stringMatching(why) });
});

it('reads a version with a pre-release from a pom', () => {
  checkKind({ file: 'pom.xml', text: '<project><version>@@</version></project>', versions: phasedVersions });
});
