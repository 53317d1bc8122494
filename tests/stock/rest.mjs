// Asks the server's plain addresses with OpenAI's own client and prints what came, as one line of JSON.
//   node rest.mjs beta|general http://HOST:PORT/v1
import { File } from "node:buffer";

globalThis.File ??= File; // Node 18 has it there alone.
const [version, baseURL] = process.argv.slice(2);
const { default: OpenAI, toFile } = await import(version === "beta" ? "openai" : "openai-general");
const client = new OpenAI({ apiKey: process.env.LINLY_KEY ?? "none", baseURL, maxRetries: 0 });
const messages = [
  { role: "system", content: "Be brief." },
  { role: "user", content: "What is LinlyTalker?" },
];
const seen = {};

seen.models = [];
for await (const model of client.models.list()) seen.models.push(model.id);
seen.model = (await client.models.retrieve(seen.models[0])).id;

const whole = await client.chat.completions.create({ model: "gpt-4o-mini", messages });
seen.answer = whole.choices[0].message.content;
seen.sources = whole.choices[0].message.sources;
seen.usage = whole.usage;

seen.streamed = "";
for await (const chunk of await client.chat.completions.create({
  model: "gpt-4o-mini",
  messages,
  stream: true,
  stream_options: { include_usage: true },
})) {
  seen.streamed += chunk.choices[0]?.delta?.content ?? "";
  if (chunk.usage) seen.streamedUsage = chunk.usage;
}

const speech = await client.audio.speech.create({
  model: "gpt-4o-mini-tts",
  voice: "alloy",
  input: "What is your name?",
  response_format: "mp3",
});
const sound = Buffer.from(await speech.arrayBuffer());
seen.soundBytes = sound.length;

const file = () => toFile(sound, "speech.mp3");
const heard = await client.audio.transcriptions.create({
  model: "whisper-1",
  file: await file(),
  response_format: "verbose_json",
  timestamp_granularities: ["word", "segment"],
});
seen.heard = heard.text;
seen.words = heard.words;
seen.segments = heard.segments.length;
seen.subtitles = await client.audio.transcriptions.create({ model: "whisper-1", file: await file(), response_format: "srt" });

seen.events = [];
for await (const event of await client.audio.transcriptions.create({
  model: "gpt-4o-transcribe",
  file: await file(),
  stream: true,
})) {
  seen.events.push(event.type);
}

try {
  await client.chat.completions.create({ model: "nobody", messages });
} catch (error) {
  seen.error = { status: error.status, code: error.code, kind: error.constructor.name };
}

console.log(JSON.stringify(seen));
