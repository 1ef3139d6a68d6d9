import { describe, expect, it } from 'vitest';
import { bumpVersion, readVersion } from '#domain/version-files/version-file-kinds.ts';
import { anyVersions, checkKind, phasedVersions, type Sample } from '../check-kind.ts';

const groovy = `// version = '##'
plugins { id 'org.example.shop' version '##' }
/* version = '##' */
group = "shop's" ; version = '@@' // ##
allprojects {
    version '@@'
}
def version = '##'
dependencies { implementation "shop:api:##"; api(version: '##') }
publishing { publications { maven { version = '##' } } }
`;
const kotlin = `plugins { kotlin("jvm") version "##" }
val text = """
version = "##"
"""
project.version = "@@"
subprojects { version = rootProject.version }
`;
const android = `android {
    compileSdk 35
    defaultConfig {
        applicationId "shop"
        versionCode #+
        versionName "@@" // ##
    }
    productFlavors { demo { versionCode 7; versionName "##" } }
}
`;
const pep440 = (version: string) => version.replace('-alpha.', 'a').replace('-beta.', 'b').replace('-rc.', 'rc');
const ruby = (version: string) => version.replace('-', '.');

it.each<[string, string, Partial<Sample>]>([
  ['build.gradle', groovy, {}],
  ['build.gradle.kts', kotlin, {}],
  ['app/build.gradle', android, {}],
  ['app/build.gradle.kts', android.replace('Code #+', 'Code = #+').replace('Name "@@"', 'Name = "@@"'), {}],
  [
    'gradle.properties',
    '# version=##\norg.gradle.jvmargs=-Xmx2g \\\n  version=##\nversion = @@\nother.version=##\n',
    {},
  ],
  ['gradle.properties', 'VERSION_CODE: #+\n! ##\nVERSION_NAME: @@\n', {}],
  [
    'setup.cfg',
    '[metadata]\nname = shop\ndescription = about\n    version = ##\nversion = @@\n; version = ##\n[other]\nversion = ##\n',
    { versions: phasedVersions, spell: pep440, tabs: false },
  ],
  [
    'src/shop/__init__.py',
    '"""\n__version__ = "##"\n"""\nimport os  # __version__ = "##"\n__version__: Final[str] = "@@"  # ##\nprint("__version__ = \'##\'", __version__)\nif os:\n    __version__ = "##"\n',
    { versions: phasedVersions, spell: pep440 },
  ],
  [
    'shop/_version.py',
    "#!/usr/bin/python\n__version__='@@'\n__all__ = ['##']\n",
    { versions: phasedVersions, spell: pep440 },
  ],
  [
    'mix.exs',
    'defmodule Shop.MixProject do\n  # version: "##"\n  @version "@@"\n  def project do\n    [app: :shop, version: @version, elixir: "~> 1.15"]\n  end\n  defp deps do\n    [{:phoenix, "##"}, {:x, version: "##"}]\n  end\nend\n',
    {},
  ],
  [
    'mix.exs',
    'def project do\n  [\n    app: :shop,\n    version: "@@", # ##\n    deps: deps()\n  ]\nend\n\ndefp deps, do: [{:x, version: "##"}]\n',
    {},
  ],
  [
    'shop.gemspec',
    "=begin\nspec.version = '##'\n=end\nGem::Specification.new do |spec|\n  spec.version = '@@' # '##'\n  spec.summary = \"it's\"\n  spec.add_dependency 'api', '= ##'\nend\n",
    { versions: phasedVersions, spell: ruby },
  ],
  [
    'lib/shop/version.rb',
    '# VERSION = "##"\nmodule Shop\n  OLD_VERSION = "##"\n  VERSION = "@@".freeze\nend\n',
    { versions: phasedVersions, spell: ruby },
  ],
])('a bumped %s reads as the new version and is otherwise unchanged: %.60j', (file, text, more) => {
  checkKind({ file, text, versions: anyVersions, ...more });
});

describe('refuses', () => {
  it.each([
    ['build.gradle', "version = '1'\nversion = '2'\n", 'it sets version twice in one place'],
    ['build.gradle', "version = '1'\nallprojects { version = '2' }\n", 'it holds several versions: 1, 2'],
    [
      'app/build.gradle',
      'android { defaultConfig { versionName "1.0.0"\nversionCode 2100000000 } }',
      'its versionCode cannot be counted beyond 2100000000, the greatest Google Play takes',
    ],
    ['gradle.properties', 'version=1\nversion=2\n', 'the key "version" stands twice'],
    ['gradle.properties', 'version=1 2\n', 'its "version" is not one word'],
    ['setup.cfg', '[metadata]\nversion = 1\nversion = 2\n', 'the key "version" stands twice'],
    ['a.py', '__version__ = "1"\n__version__ = "2"\n', 'it sets __version__ twice'],
    ['a.py', '__version__ = "1 2"\n', 'its __version__ is not one word'],
    ['mix.exs', '@version "1"\n@version "2"\n', 'it sets its version twice'],
    ['mix.exs', '@version "1#{x}"\n', 'its version is not one plain word'],
    ['a.gemspec', 's.version = "1"\ns.version = "2"\n', 'it sets its version twice'],
    ['version.rb', 'VERSION = "1"\nVERSION = "2"\n', 'it sets VERSION twice'],
    ['version.rb', 'VERSION = "#{1}.2"\n', 'its VERSION is not one plain word'],
    ['go.mod', 'go 1.22\n', 'it does not name exactly one module'],
  ])('%s %.60j', (file, text, why) => {
    expect(bumpVersion(file, text, null, '2.0.0')).toEqual({ kind: 'invalid', why });
  });

  it.each(['1.5.0-1', '1.5.0-rc-1', '1.5.0+abc'])('%s for RubyGems', (version) => {
    expect(bumpVersion('version.rb', 'VERSION = "1.4.2"\n', null, version)).toMatchObject({
      kind: 'invalid',
      why: expect.stringMatching(/^RubyGems has no spelling/),
    });
  });
});

it.each([
  ['build.gradle', "version = providers.gradleProperty('v').get()\n", /computed/],
  ['build.gradle', 'version = "1.$minor"\n', /computed/],
  ['build.gradle', "version = '1.4' + suffix\n", /computed/],
  ['build.gradle', "dependencies { implementation 'a:b:1.0.0' }\n", /sets no version/],
  ['setup.cfg', '[metadata]\nversion = attr: shop.__version__\n', /another file holds it/],
  ['a.py', '__version__ = importlib.metadata.version("shop")\n', /computed/],
  ['a.py', 'print("1.0.0")\n', /sets no __version__/],
  ['mix.exs', 'def project do [version: File.read!("VERSION")] end', /from elsewhere/],
  ['a.gemspec', 's.version = Shop::VERSION\n', /version\.rb/],
  ['go.mod', 'module example.org/shop\n', /from the tag/],
])('says of %s %.60j that it holds no version', (file, text, why) => {
  expect(readVersion(file, text)).toEqual({ kind: 'absent', why: expect.stringMatching(why) });
});

describe('a Go module', () => {
  it.each([
    ['example.org/shop', '1.5.0'],
    ['example.org/shop', '0.1.0'],
    ['example.org/shop/v2', '2.0.0-rc.1'],
    ['gopkg.in/shop.v3', '3.1.0'],
  ])('%s may be %s, and nothing changes', (module, version) => {
    expect(bumpVersion('go.mod', `module ${module}\n\ngo 1.22\n`, '1.4.2', version)).toEqual({ kind: 'already' });
  });

  it.each([
    ['example.org/shop', '2.0.0', 'example.org/shop/v2'],
    ['example.org/shop/v2', '3.0.0', 'example.org/shop/v3'],
    ['example.org/shop/v2', '1.9.0', 'example.org/shop'],
    ['"gopkg.in/shop.v2"', '3.0.0', 'gopkg.in/shop.v3'],
  ])('%s may not be %s', (module, version, right) => {
    expect(bumpVersion('go.mod', `// shop\nmodule ${module} // shop\n`, null, version)).toMatchObject({
      kind: 'invalid',
      why: expect.stringContaining(`call it ${right} and change the imports first`),
    });
  });
});
