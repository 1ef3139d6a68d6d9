import { expect, it } from 'vitest';
import { discoverVersionFiles } from '#domain/version-files/discover-version-files.ts';

it('finds version files with their kind and folder, the nearest the root first', () => {
  const paths = [
    'src/shop/__init__.py',
    'src/shop/cart/__init__.py',
    'src/shop/_version.py',
    'services/web/package.json',
    'services/api/pom.xml',
    'package.json',
    'README.md',
    'VERSION',
    'charts/shop/Chart.yaml',
    'charts/shop/values.yaml',
    'ios/Shop/Info.plist',
    'app/build.gradle.kts',
    'shop.gemspec',
    'src/Shop.csproj',
  ];
  const found = discoverVersionFiles(paths);
  expect(found.map(({ kind, owner, path }) => [path, kind, owner])).toEqual([
    ['VERSION', 'VERSION', ''],
    ['package.json', 'package.json', ''],
    ['shop.gemspec', '*.gemspec', ''],
    ['app/build.gradle.kts', 'build.gradle', 'app'],
    ['src/Shop.csproj', '*.csproj', 'src'],
    ['charts/shop/Chart.yaml', 'Chart.yaml', 'charts/shop'],
    ['ios/Shop/Info.plist', 'Info.plist', 'ios/Shop'],
    ['services/api/pom.xml', 'pom.xml', 'services/api'],
    ['services/web/package.json', 'package.json', 'services/web'],
    ['src/shop/__init__.py', '__version__', 'src/shop'],
    ['src/shop/_version.py', '__version__', 'src/shop'],
  ]);
  expect(discoverVersionFiles([...paths].reverse())).toEqual(found);
});

it.each([
  'node_modules/x/package.json',
  'web/node_modules/x/package.json',
  'vendor/x/composer.json',
  'test/fixtures/package.json',
  'src/__fixtures__/a/Cargo.toml',
  'examples/demo/pubspec.yaml',
  'target/package/x/Cargo.toml',
  'dist/package.json',
  '.github/VERSION',
  '.venv/lib/x/__init__.py',
  'ios/Pods/X/Info.plist',
])('passes over %s', (path) => {
  expect(discoverVersionFiles([path])).toEqual([]);
});
