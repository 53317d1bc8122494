using LinlyTalker.Core.Flow;
using LinlyTalker.Core.Organs;
using LinlyTalker.Core.Serving;
using LinlyTalker.Core.Signal;

namespace LinlyTalker.SystemTests.Server.Realtime;

/// <summary>Questions that a voice of this machine says, and what its ears make of an answer.</summary>
internal static class SpokenQuestion
{
    private const int WireRate = 24000;

    /// <returns>16-bit sound at 24 kHz, with silence before it.</returns>
    public static async Task<byte[]> SayAsync(IEngines engines, string text, CancellationToken cancellation)
    {
        var sentence = new Sentence { Index = 0, Text = text, Spoken = text, Language = "en" };
        var samples = new List<float>(new float[WireRate / 2]);
        var rate = 0;
        var spoken = new List<float>();
        await foreach (var chunk in engines.Voice.SpeakAsync(new[] { sentence }.ToAsyncEnumerable(), new SpeakOptions(), cancellation))
        {
            rate = chunk.Audio.SampleRate;
            spoken.AddRange(chunk.Audio.Samples.Span);
        }

        samples.AddRange(Resampler.Resample(spoken.ToArray(), rate, WireRate));
        return [.. samples.SelectMany(s => BitConverter.GetBytes((short)Math.Clamp(s * 32767, short.MinValue, short.MaxValue)))];
    }

    /// <param name="sound">16-bit sound at 24 kHz.</param>
    public static async Task<string> HearAsync(IEngines engines, byte[] sound, CancellationToken cancellation)
    {
        var companion = await engines.CompanionAsync("", cancellation);
        var samples = Enumerable.Range(0, sound.Length / 2).Select(i => BitConverter.ToInt16(sound, 2 * i) / 32768f).ToArray();
        var heard = new List<string>();
        var chunks = samples.Chunk(WireRate / 10).Select((c, i) => new AudioChunk(c, WireRate, i * (WireRate / 10)));
        await foreach (var utterance in companion.Organs.Ears!.ListenAsync(
            chunks.ToAsyncEnumerable(), new ListenOptions { Domain = companion.Domain, Partials = false }, cancellation))
        {
            heard.Add(utterance.IsFinal ? utterance.Text : "");
        }

        return string.Join(' ', heard).Trim();
    }
}
