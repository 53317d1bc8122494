// Landmarks of the two test portraits by TensorFlow.js and plain JavaScript: writes goldens.json beside this file.
// Run where @tensorflow/tfjs 4.22.0 is installed:
//   node make-goldens.mjs FOLDER_OF_NODE_MODULES grace_hopper.png astronaut.png
// ffmpeg decodes the pictures; grace_hopper.png is the JPEG decoded by ImageMagick, since ffmpeg enlarges its chroma differently.
import fs from 'node:fs';
import path from 'node:path';
import { execFileSync } from 'node:child_process';
import { createRequire } from 'node:module';

const tf = createRequire(path.join(process.cwd(), 'x.js'))('@tensorflow/tfjs');
const [packages, ...pictures] = process.argv.slice(2);

async function net(name) {
  const file = path.join(packages, '@vladmandic/human/models', `${name}.json`);
  const json = JSON.parse(fs.readFileSync(file));
  const bytes = fs.readFileSync(path.join(path.dirname(file), `${name}.bin`));
  const model = await tf.loadGraphModel(tf.io.fromMemory({
    modelTopology: json.modelTopology, format: json.format, signature: json.signature, userDefinedMetadata: json.userDefinedMetadata,
    weightSpecs: json.weightsManifest[0].weights, weightData: bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length),
  }));
  return (data, size, names) => tf.tidy(() => [model.execute(tf.tensor(data, [1, size, size, data.length / size / size]), names)].flat().map(t => t.dataSync()));
}

// A square of the picture: (u, v) in the cut to (x, y) in the picture.
function square(cx, cy, side, angle, size, mirror = 1) {
  const c = Math.cos(angle) * side / size, s = Math.sin(angle) * side / size;
  const at = (u, v) => [cx + c * mirror * (u - size / 2) - s * (v - size / 2), cy + s * mirror * (u - size / 2) + c * (v - size / 2)];
  return { at, size, scale: side / size };
}

function cut({ rgb, w, h }, frame, level) {
  const n = Math.max(1, Math.min(8, Math.round(frame.scale))), out = new Float32Array(frame.size ** 2 * 3);
  const pixel = (x, y, c) => (x < 0 || y < 0 || x >= w || y >= h ? 0 : rgb[(y * w + x) * 3 + c]);
  let k = 0;
  for (let v = 0; v < frame.size; v++) for (let u = 0; u < frame.size; u++) {
    const sum = [0, 0, 0];
    for (let i = 0; i < n * n; i++) {
      let [x, y] = frame.at(u + (i % n + .5) / n, v + (Math.floor(i / n) + .5) / n);
      x -= .5; y -= .5;
      const X = Math.floor(x), Y = Math.floor(y), fx = x - X, fy = y - Y;
      for (let c = 0; c < 3; c++) sum[c] += (pixel(X, Y, c) * (1 - fx) + pixel(X + 1, Y, c) * fx) * (1 - fy) + (pixel(X, Y + 1, c) * (1 - fx) + pixel(X + 1, Y + 1, c) * fx) * fy;
    }
    for (let c = 0; c < 3; c++) out[k++] = level(sum[c] / n / n);
  }
  return out;
}

const points = (frame, p) => Array.from({ length: p.length / 3 }, (_, i) => [...frame.at(p[3 * i], p[3 * i + 1]), p[3 * i + 2] * frame.scale]);
const tilt = p => Math.atan2(p[263][1] - p[33][1], p[263][0] - p[33][0]);

function around(p, size, margin) {
  const a = tilt(p), c = Math.cos(a), s = Math.sin(a);
  const xs = p.map(q => c * q[0] + s * q[1]), ys = p.map(q => -s * q[0] + c * q[1]);
  const [l, r, t, b] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const [x, y] = [(l + r) / 2, (t + b) / 2];
  return square(c * x - s * y, s * x + c * y, margin * Math.max(r - l, b - t), a, size);
}

await tf.setBackend('cpu');
const [detect, mesh, iris, emotion] = await Promise.all(['blazeface', 'facemesh', 'iris', 'emotion'].map(net));
const goldens = {};
for (const file of pictures) {
  const probe = execFileSync('ffprobe', ['-v', 'error', '-show_entries', 'stream=width,height', '-of', 'csv=p=0', file]).toString();
  const [w, h] = probe.trim().split(',').map(Number);
  const picture = { w, h, rgb: execFileSync('ffmpeg', ['-v', 'error', '-i', file, '-f', 'rawvideo', '-pix_fmt', 'rgb24', '-'], { maxBuffer: 1 << 28 }) };

  const whole = square(w / 2, h / 2, Math.max(w, h), 0, 256);
  const [b2, s1, s2, b1] = detect(cut(picture, whole, v => v / 127.5 - 1), 256, ['Identity_3', 'Identity', 'Identity_1', 'Identity_2']);
  const anchors = [];
  for (const [n, each] of [[16, 2], [8, 6]]) for (let i = 0; i < n * n; i++) for (let j = 0; j < each; j++) anchors.push([256 / n * (i % n + .5), 256 / n * (Math.floor(i / n) + .5)]);
  const scores = [...s1, ...s2].map(v => 1 / (1 + Math.exp(-v))), boxes = [...b1, ...b2];
  // One face each in these pictures: what overlaps is everything above the threshold.
  const found = scores.map((p, i) => ({ p, v: boxes.slice(16 * i, 16 * i + 16).map((x, k) => x + (k === 2 || k === 3 ? 0 : anchors[i][k % 2])) })).filter(f => f.p >= .5);
  const total = found.reduce((a, f) => a + f.p, 0);
  const mean = Array.from({ length: 16 }, (_, k) => found.reduce((a, f) => a + f.p * f.v[k], 0) / total);
  const [cx, cy] = whole.at(mean[0], mean[1]), [bw, bh] = [mean[2] * whole.scale, mean[3] * whole.scale];
  const first = square(cx, cy, 1.5 * Math.max(bw, bh), Math.atan2(mean[7] - mean[5], mean[6] - mean[4]), 192);
  const run = frame => { const [p, flag] = mesh(cut(picture, frame, v => v / 255), 192, ['Identity_2', 'Identity_1']); return [points(frame, p), flag[0]]; };
  const [face, flag] = run(around(run(first)[0], 192, 1.5));
  const eye = (a, b, mirror) => {
    const [p, q] = [face[a], face[b]];
    const frame = square((p[0] + q[0]) / 2, (p[1] + q[1]) / 2, 2.3 * Math.hypot(p[0] - q[0], p[1] - q[1]), tilt(face), 64, mirror);
    return points(frame, iris(cut(picture, frame, v => v / 255), 64, ['Identity'])[0]);
  };
  const tight = cut(picture, around(face, 64, 1.15), v => v / 255), grey = new Float32Array(4096);
  for (let i = 0; i < 4096; i++) grey[i] = (.2989 * tight[3 * i] + .587 * tight[3 * i + 1] + .114 * tight[3 * i + 2] - .5) * 2;
  const round = list => list.flat().map(v => +v.toFixed(2));
  goldens[path.basename(file)] = {
    score: Math.max(...scores), box: round([cx - bw / 2, cy - bh / 2, bw, bh]), flag,
    points: round(face), rightIris: round(eye(33, 133, 1)), leftIris: round(eye(362, 263, -1)),
    tightEmotion: [...emotion(grey, 64, ['Identity'])[0]].map(v => +v.toFixed(4)),
  };
  console.log(file, found.length, goldens[path.basename(file)].score, goldens[path.basename(file)].box, flag, goldens[path.basename(file)].tightEmotion);
}
fs.writeFileSync(path.join(import.meta.dirname, 'goldens.json'), JSON.stringify(goldens).replace(/,"/g, ',\n"') + '\n');
