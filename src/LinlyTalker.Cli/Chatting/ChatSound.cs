using System.Diagnostics;
using LinlyTalker.Core.Conversations;
using LinlyTalker.Core.Files;
using LinlyTalker.Core.Signal.Wav;
using LinlyTalker.Media.Capture;

namespace LinlyTalker.Cli.Chatting;

/// <summary>Plays a conversation in real time: on a loudspeaker, or into a file.</summary>
internal static class ChatSound
{
    public const int SampleRate = 24000;

    /// <summary>Two frames of a face: 40 ms.</summary>
    private const int Frames = 2;

    /// <summary>Plays until it is cancelled.</summary>
    public static async Task PlayAsync(Playback playback, Loudspeaker loudspeaker, CancellationToken cancellation)
    {
        await EachAsync(playback, samples => loudspeaker.PlayAsync(samples, cancellation), cancellation);
    }

    /// <summary>Keeps an hour at the most, and writes it when it is cancelled.</summary>
    public static async Task KeepAsync(Playback playback, string path, CancellationToken cancellation)
    {
        const int Most = 3600 * SampleRate;
        var sound = new List<float>();
        try
        {
            await EachAsync(
                playback,
                samples =>
                {
                    sound.AddRange(samples.Span[..Math.Min(samples.Length, Most - sound.Count)]);
                    return Task.CompletedTask;
                },
                cancellation);
        }
        finally
        {
            using var file = new PendingFile(path);
            WavFile.Write(file.TemporaryPath, System.Runtime.InteropServices.CollectionsMarshal.AsSpan(sound), SampleRate);
            file.Commit();
        }
    }

    private static async Task EachAsync(Playback playback, Func<ReadOnlyMemory<float>, Task> play, CancellationToken cancellation)
    {
        var start = Stopwatch.GetTimestamp();
        for (var due = TimeSpan.Zero; ;)
        {
            await play(playback.Next(Frames).Audio.Samples);
            due += TimeSpan.FromMilliseconds(40);
            var left = due - Stopwatch.GetElapsedTime(start);
            await Task.Delay(left > TimeSpan.Zero ? left : TimeSpan.Zero, cancellation);
        }
    }
}
