using LinlyTalker.Core.Conversations;
using LinlyTalker.Core.Echo;
using LinlyTalker.Core.Flow;
using LinlyTalker.Core.Organs;
using LinlyTalker.Ears.Echo;

namespace LinlyTalker.Bench.Echo;

/// <summary>What ears made of a mix, and what the guard thought of each.</summary>
internal sealed record EchoTrial(EchoMix Mix, IReadOnlyList<EchoTrial.Heard> All)
{
    private const int SampleRate = 16000;

    private static readonly Phrases English = Phrases.For("en");

    /// <summary>Something with words, partial or final.</summary>
    internal sealed record Heard(Utterance Utterance, EchoEvidence Evidence)
    {
        public bool IsOwn(SelfEchoOptions options, bool byWords = false) =>
            Evidence.Letters == 0 || !options.IsEcho(byWords ? Evidence with { Unexplained = null } : Evidence);
    }

    /// <summary>The avatar stopped itself.</summary>
    public bool Interrupts(SelfEchoOptions options, bool byWords = false) => All.Any(h => h.IsOwn(options, byWords));

    /// <summary>The avatar answered itself.</summary>
    public bool Answers(SelfEchoOptions options, bool byWords = false) => All.Any(h => h.Utterance.IsFinal && h.IsOwn(options, byWords));

    /// <summary>Who repeated was heard at all.</summary>
    public bool HearsUser => All.Any(IsUser);

    /// <summary>Who repeated gets an answer.</summary>
    public bool Accepts(SelfEchoOptions options, bool byWords = false) => All.Any(h => IsUser(h) && h.IsOwn(options, byWords));

    public static async Task<EchoTrial> RunAsync(EchoMix mix, IEars ears, DomainText domain, EchoCancelling cancelling)
    {
        var echo = new SelfEcho();
        Play(echo, mix);
        var reference = new PlayedSound();
        var sound = SoundAsync();
        sound = cancelling is EchoCancelling.ByClient ? new EchoCanceller().CancelAsync(sound, reference) : sound;
        sound = HeardAsync(sound);
        sound = cancelling is EchoCancelling.ByServer ? new EchoCanceller().CancelAsync(sound, reference) : sound;
        var all = new List<Heard>();
        await foreach (var utterance in ears.ListenAsync(sound, new ListenOptions { Domain = domain }))
        {
            foreach (var heard in utterance.IsFinal ? Beginnings(utterance) : [utterance])
            {
                if (!English.IsMurmur(heard.Text))
                {
                    all.Add(new Heard(heard, echo.Judge(heard, TimeSpan.Zero).Evidence));
                }
            }
        }

        return new EchoTrial(mix, all);

        async IAsyncEnumerable<AudioChunk> HeardAsync(IAsyncEnumerable<AudioChunk> microphone)
        {
            await foreach (var chunk in microphone)
            {
                echo.Hear(chunk);
                yield return chunk;
            }
        }

        async IAsyncEnumerable<AudioChunk> SoundAsync()
        {
            const int Chunk = 320;
            await Task.CompletedTask;
            for (var at = 0; at < mix.Sound.Length; at += Chunk)
            {
                var count = Math.Min(Chunk, mix.Sound.Length - at);
                reference.Play(1, new AudioChunk(mix.Far.AsMemory(at, count), SampleRate, at));
                yield return new AudioChunk(mix.Sound.AsMemory(at, count), SampleRate, at);
            }
        }
    }

    /// <summary>The client reports ten times a second what it played, up to a tenth of a second late.</summary>
    private static void Play(SelfEcho echo, EchoMix mix)
    {
        const int Reported = SampleRate / 10;
        mix.Played.ToList().ForEach(echo.Play);
        var (clock, random) = (new PlaybackClock(), new Random(mix.Seed));
        for (var at = 0; at < mix.Far.Length; at += Reported)
        {
            var chunk = new AudioChunk(mix.Far.AsMemory(at, Math.Min(Reported, mix.Far.Length - at)), SampleRate, at);
            var end = chunk.Span.EndTime(SampleRate);
            echo.Play(chunk, clock.Report(end, end + TimeSpan.FromSeconds(random.NextDouble() / 10)));
        }
    }

    /// <summary>
    /// Faster than life hardly any partial comes, so every beginning of the final words stands for one.
    /// </summary>
    private static IEnumerable<Utterance> Beginnings(Utterance final)
    {
        for (var count = 1; count < final.Words.Count; count++)
        {
            var words = final.Words.Take(count).ToList();
            yield return final with
            {
                Text = string.Join(' ', words.Select(w => w.Text)),
                Words = words,
                Span = final.Span with { End = words[^1].Span.End },
                IsFinal = false,
            };
        }

        yield return final;
    }

    private bool IsUser(Heard heard) => heard.Utterance.IsFinal && heard.Utterance.Span.End > Mix.UserBegin + (SampleRate / 5);
}

/// <summary>Who takes the echo out of what is recognised: before the guard hears it, after that, or nobody.</summary>
internal enum EchoCancelling
{
    Nobody,
    ByServer,
    ByClient,
}
