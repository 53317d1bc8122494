using LinlyTalker.Cli.Live.Questions;
using LinlyTalker.Client;

namespace LinlyTalker.Cli.Live.Talking;

/// <summary>
/// The microphone of a scripted user: sound at the speed of life, silence when nothing is said. What is late on a busy
/// machine still counts from when it was said.
/// </summary>
/// <param name="piece">Length of one message.</param>
internal sealed class LiveSpeaker(RealtimeClient client, LiveClock clock, TimeSpan piece)
{
    private readonly Lock gate = new();
    private readonly int length = (int)(piece.TotalSeconds * RealtimeClient.SampleRate);
    private readonly TimeSpan start = clock.Now;
    private Saying? saying;
    private long sent;

    /// <summary>Says a question from now on.</summary>
    /// <returns>When its first and its last sample of speech are said.</returns>
    public (TimeSpan First, TimeSpan Last) Say(LiveQuestion question)
    {
        lock (gate)
        {
            saying = new Saying(question.Sound, sent);
            return (Moment(sent + question.Speech.Start), Moment(sent + question.Speech.End));
        }
    }

    public async Task RunAsync(CancellationToken cancellation)
    {
        var samples = new float[length];
        while (true)
        {
            var due = Moment(sent + length) - clock.Now;
            if (due > TimeSpan.Zero)
            {
                await Task.Delay(due, cancellation);
            }

            cancellation.ThrowIfCancellationRequested();
            lock (gate)
            {
                samples.AsSpan().Clear();
                saying?.Read(sent, samples);
                sent += length;
            }

            await client.SendAudioAsync(samples, cancellation);
        }
    }

    private TimeSpan Moment(long position) => start + TimeSpan.FromSeconds((double)position / RealtimeClient.SampleRate);

    private sealed record Saying(float[] Sound, long Begin)
    {
        public void Read(long position, Span<float> samples)
        {
            var from = (int)Math.Min(position - Begin, Sound.Length);
            Sound.AsSpan(from, Math.Min(samples.Length, Sound.Length - from)).CopyTo(samples);
        }
    }
}
