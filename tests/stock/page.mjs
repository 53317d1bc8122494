// What docs/realtime.md's example needs of a browser: its sound, without loudspeaker and microphone.
import { resolveObjectURL } from "node:buffer";

const quantum = 128; // samples that a browser's sound graph handles at once

/** @param microphone what the user's microphone hears: called for the next so many samples, at the rate of the context */
export function makePage(microphone) {
  const heard = { started: 0, stopped: 0, seconds: 0 };
  const processors = new Map();

  class AudioContext {
    constructor({ sampleRate }) {
      Object.assign(this, { sampleRate, destination: {}, begun: performance.now() });
      this.audioWorklet = { addModule: (address) => this.#load(address) };
    }

    get currentTime() {
      return (performance.now() - this.begun) / 1000;
    }

    createBuffer(channels, length, rate) {
      const data = Array.from({ length: channels }, () => new Float32Array(length));
      return { duration: length / rate, copyToChannel: (samples, channel) => data[channel].set(samples) };
    }

    createMediaStreamSource() {
      return { connect: (node) => this.#feed(node) };
    }

    async #load(address) {
      const code = await resolveObjectURL(address).text();
      class AudioWorkletProcessor {
        port = {};
      }
      new Function("registerProcessor", "AudioWorkletProcessor", code)((name, kind) => processors.set(name, kind), AudioWorkletProcessor);
    }

    #feed(node) {
      let fed = 0;
      setInterval(() => {
        for (; fed < this.currentTime * this.sampleRate; fed += quantum) node.processor.process([[microphone(quantum)]]);
      }, 10);
    }
  }

  class AudioWorkletNode {
    port = {};

    constructor(context, name) {
      this.processor = new (processors.get(name))();
      this.processor.port.postMessage = (data) => this.port.onmessage?.({ data: structuredClone(data) });
    }
  }

  class AudioBufferSourceNode {
    constructor(context, { buffer }) {
      Object.assign(this, { context, buffer });
    }

    connect(destination) {
      if (destination !== this.context.destination) throw new TypeError("It is connected to no loudspeaker.");
    }

    start(when) {
      if (when < this.context.currentTime) throw new RangeError("It is to sound before now.");
      this.end = when + this.buffer.duration;
      heard.started++;
      heard.seconds += this.buffer.duration;
    }

    stop() {
      if (this.end > this.context.currentTime) heard.stopped++;
    }
  }

  const navigator = { mediaDevices: { getUserMedia: async ({ audio }) => ({ audio }) } };
  return { heard, globals: { AudioContext, AudioWorkletNode, AudioBufferSourceNode, navigator } };
}
