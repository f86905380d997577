// Bundles the page into dist/: index.html, and in assets/ what may be cached for ever, named by its content.
import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { build } from 'esbuild';

await rm('dist', { recursive: true, force: true });
const { metafile } = await build({
  entryPoints: { page: 'src/main.js', style: 'src/style.css' },
  bundle: true,
  minify: true,
  format: 'esm',
  target: ['es2022'],
  outdir: 'dist/assets',
  entryNames: '[name]-[hash]',
  legalComments: 'none',
  metafile: true,
});
const built = (type) => 'assets/' + Object.keys(metafile.outputs).map((path) => basename(path)).find((name) => name.endsWith(type));

await cp('static', 'dist', { recursive: true });
await mkdir('dist/licences');
await cp('node_modules/strophe.js/LICENSE.txt', 'dist/licences/strophe.txt');

// Last, since its time tells when the page was built.
const index = await readFile('src/index.html', 'utf8');
await writeFile('dist/index.html', index.replace('style.css', built('.css')).replace('main.js', built('.js')));
