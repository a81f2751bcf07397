// No rule for the module: webpack finds `new URL(…, import.meta.url)` by itself.
module.exports = { mode: 'production', entry: './main.js', output: { module: true }, experiments: { outputModule: true } }
