using LinlyTalker.Core.Flow;
using LinlyTalker.Core.Organs;
using LinlyTalker.Server.Realtime.Settings;

namespace LinlyTalker.Server.Realtime.Hearing;

/// <summary>Hears a sound that is there as a whole.</summary>
internal static class OneUtterance
{
    public static async Task<Utterance> HearAsync(Segment segment, AudioChunk sound, CancellationToken cancellation)
    {
        var microphone = new Microphone();
        var options = segment.Options with { Partials = false, Turns = TurnDetection.Held };
        var held = new Segment(segment.Ears, options, true);
        var ears = new SteeredEars(microphone, held);
        await microphone.CutAsync(new Cut(held, false), cancellation).ConfigureAwait(false);
        microphone.Complete();
        var heard = new Utterance { Text = "", Language = options.Language };
        await foreach (var utterance in ears.ListenAsync(Sound(), options, cancellation).ConfigureAwait(false))
        {
            heard = utterance.IsFinal ? utterance : heard;
        }

        return heard;

        async IAsyncEnumerable<AudioChunk> Sound()
        {
            yield return sound;
            await foreach (var cut in microphone.ReadAllAsync(cancellation).ConfigureAwait(false))
            {
                yield return cut with { Position = sound.Span.End, SampleRate = sound.SampleRate };
            }
        }
    }
}
