// Runs the JavaScript of docs/realtime.md as it stands there, in a page of our making, and prints what came of it.
//   node example.mjs http://HOST:PORT FIRST.pcm SECOND.pcm
// The user says the first (16-bit sound at 24 kHz), and the second into the answer.
import { readFileSync } from "node:fs";
import { WebSocket as Socket } from "ws";
import { makePage } from "./page.mjs";

const [address, ...questions] = process.argv.slice(2);
const document = readFileSync(new URL("../../docs/realtime.md", import.meta.url), "utf8");
const [, code] = document.match(/^```js\n(.*?)^```$/ms);
const said = { lines: [], errors: [], types: [], replies: [] };
const toSay = [samplesOf(questions[0])];
let at = 0;

const page = makePage((count) => {
  const samples = new Float32Array(count);
  if (toSay.length > 0) {
    samples.set(toSay[0].subarray(at, at + count));
    at += count;
    if (at >= toSay[0].length) (toSay.shift(), (at = 0));
  }
  return samples;
});

class WebSocket extends Socket {
  constructor(documented, protocols) {
    super(documented.replace("ws://127.0.0.1:8080", address.replace("http", "ws")), protocols);
    this.on("message", (data) => follow(JSON.parse(data)));
    this.on("close", (status) => fail(`The server closed with ${status}.`));
  }
}

function samplesOf(file) {
  const bytes = readFileSync(file);
  return Float32Array.from({ length: bytes.length / 2 }, (_, i) => bytes.readInt16LE(2 * i) / 32768);
}

function follow(event) {
  if (!said.types.includes(event.type)) said.types.push(event.type);
  // The user speaks into the answer when it sounds, once.
  if (event.type === "response.output_audio.delta" && questions.length > 1) toSay.push(samplesOf(questions.pop()));
  if (event.type === "response.done") {
    said.replies.push(event.response.status);
    if (event.response.status === "completed" && said.replies.length > 1) {
      console.log(JSON.stringify({ ...said, ...page.heard }));
      process.exit(0);
    }
  }
}

function fail(reason) {
  console.error(reason);
  process.exit(1);
}

const log = { log: (...words) => said.lines.push(words.join(" ")), error: (...words) => said.errors.push(words.join(" ")) };
const globals = { ...page.globals, WebSocket, console: log, token: undefined };
const AsyncFunction = (async () => {}).constructor;
await new AsyncFunction(...Object.keys(globals), code)(...Object.values(globals));
