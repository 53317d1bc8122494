// Speaks to /v1/realtime with OpenAI's own client and prints what came, as one line of JSON.
//   node realtime.mjs beta|general https://HOST:PORT/v1 [QUESTION.pcm]
// The question is 16-bit sound at 24 kHz, sent at the speed of life; without one it is typed.
import { readFileSync } from "node:fs";

const [version, baseURL, question] = process.argv.slice(2);
const isBeta = version === "beta";
const { default: OpenAI } = await import(isBeta ? "openai" : "openai-general");
const { OpenAIRealtimeWS } = await import(isBeta ? "openai/beta/realtime/ws" : "openai-general/realtime/ws");

const client = new OpenAI({ apiKey: process.env.LINLY_KEY ?? "none", baseURL });
const live = new OpenAIRealtimeWS({ model: "gpt-realtime" }, client);
const seen = { types: [], transcript: "", heard: "", bytes: 0 };
const names = isBeta
  ? { sound: "response.audio.delta", words: "response.audio_transcript.delta" }
  : { sound: "response.output_audio.delta", words: "response.output_audio_transcript.delta" };

function fail(reason) {
  console.error(reason);
  process.exit(1);
}

live.on("error", (error) => fail(error.message));
live.on("event", (event) => {
  if (!seen.types.includes(event.type)) seen.types.push(event.type);
});
live.on(names.sound, (event) => (seen.bytes += Buffer.from(event.delta, "base64").length));
live.on(names.words, (event) => (seen.transcript += event.delta));
live.on("conversation.item.input_audio_transcription.completed", (event) => (seen.heard = event.transcript));
live.on("response.done", (event) => {
  seen.status = event.response.status;
  seen.usage = event.response.usage;
  live.close();
  console.log(JSON.stringify(seen));
  process.exit(0);
});
live.on("session.updated", () => (question ? speak() : type()));
live.on("session.created", () => {
  const silence = { type: "server_vad", silence_duration_ms: 600 };
  live.send({
    type: "session.update",
    session: isBeta
      ? { modalities: ["text", "audio"], voice: "alloy", turn_detection: silence, input_audio_transcription: { model: "whisper-1" } }
      : {
          type: "realtime",
          output_modalities: ["audio"],
          audio: {
            input: { format: { type: "audio/pcm", rate: 24000 }, transcription: { model: "whisper-1" }, turn_detection: silence },
            output: { format: { type: "audio/pcm", rate: 24000 }, voice: "marin" },
          },
        },
  });
});

function type() {
  live.send({
    type: "conversation.item.create",
    item: { type: "message", role: "user", content: [{ type: "input_text", text: "What is LinlyTalker?" }] },
  });
  live.send({ type: "response.create" });
}

async function speak() {
  const tenth = 4800;
  const sound = Buffer.concat([readFileSync(question), Buffer.alloc(20 * tenth)]);
  for (let at = 0; at < sound.length; at += tenth) {
    live.send({ type: "input_audio_buffer.append", audio: sound.subarray(at, at + tenth).toString("base64") });
    await new Promise((later) => setTimeout(later, 100));
  }
}
