// What TensorFlow.js itself computes with the converted models: writes goldens.json beside this file.
// Run where @tensorflow/tfjs 4.22.0 is installed: node make-goldens.mjs FOLDER_OF_NODE_MODULES_WITH_THE_MODELS
import fs from 'node:fs';
import path from 'node:path';
import { createRequire } from 'node:module';

const tf = createRequire(path.join(process.cwd(), 'x.js'))('@tensorflow/tfjs');
const packages = process.argv[2];

// A picture of triangle waves: smooth, and exact in every language.
const wave = (n, p) => Math.abs((n % (2 * p)) - p) / p;
const pixel = (y, x, c) => (wave(3 * x + 5 * c, 60) + wave(2 * y + 7 * c, 44) + wave(x + y, 90)) / 3;

const models = [
  ['blazeface', '@vladmandic/human/models/blazeface.json', [256, 256, 3], -1, 1],
  ['facemesh', '@vladmandic/human/models/facemesh.json', [192, 192, 3], 0, 1],
  ['iris', '@vladmandic/human/models/iris.json', [64, 64, 3], 0, 1],
  ['emotion', '@vladmandic/human/models/emotion.json', [64, 64, 1], -1, 1],
  ['faceres', '@vladmandic/human/models/faceres.json', [224, 224, 3], 0, 255],
  ['antispoof', '@vladmandic/human/models/antispoof.json', null, 0, 1],
  ['liveness', '@vladmandic/human/models/liveness.json', null, 0, 1],
  ...['x2', 'x3', 'x4', 'x8'].map(s => [`esrgan-slim-${s}`, `@upscalerjs/esrgan-slim/models/${s}/model.json`, [20, 24, 3], 0, 255]),
];

function fromDisk(file) {
  const json = JSON.parse(fs.readFileSync(file));
  const bytes = Buffer.concat(json.weightsManifest.flatMap(g => g.paths).map(p => fs.readFileSync(path.join(path.dirname(file), p))));
  return {
    layers: json.format === 'layers-model',
    handler: tf.io.fromMemory({
      modelTopology: json.modelTopology, format: json.format, signature: json.signature, userDefinedMetadata: json.userDefinedMetadata,
      weightSpecs: json.weightsManifest.flatMap(g => g.weights),
      weightData: bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length),
    }),
  };
}

await tf.setBackend('cpu');
const goldens = {};
for (const [name, file, fixed, low, high] of models) {
  const { layers, handler } = fromDisk(path.join(packages, file));
  const model = layers ? await tf.loadLayersModel(handler) : await tf.loadGraphModel(handler);
  const shape = fixed ?? model.inputs[0].shape.slice(1);
  const [h, w, c] = shape;
  const data = new Float32Array(h * w * c);
  for (let y = 0, i = 0; y < h; y++) for (let x = 0; x < w; x++) for (let k = 0; k < c; k++, i++) data[i] = low + (high - low) * pixel(y, x, k);
  const input = tf.tensor(data, [1, h, w, c]);
  const names = layers ? [model.outputNames[0]] : model.outputs.map(o => o.name.split(':')[0]);
  const results = layers ? [model.predict(input)] : [model.execute(input, names)].flat();
  goldens[name] = { file, shape, low, high, outputs: {} };
  names.forEach((output, i) => {
    const values = results[i].dataSync();
    const step = Math.max(1, Math.floor(values.length / 96));
    const samples = [];
    for (let k = 0; k < values.length; k += step) samples.push(+values[k].toPrecision(8));
    goldens[name].outputs[output] = {
      shape: results[i].shape, step, samples,
      mean: +(values.reduce((a, b) => a + b, 0) / values.length).toPrecision(9),
      meanSquare: +(values.reduce((a, b) => a + b * b, 0) / values.length).toPrecision(9),
    };
  });
  console.log(name, names, results.map(r => r.shape.join('x')));
}
const text = JSON.stringify(goldens).replace(/\},"/g, '},\n"');
fs.writeFileSync(path.join(import.meta.dirname, 'goldens.json'), text + '\n');
