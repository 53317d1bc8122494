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
    internal sealed record Heard(Utterance Utterance, EchoJudgement Judged)
    {
        public bool IsOwn(SelfEchoOptions options) => !options.IsEcho(Judged.Likeness, Judged.Letters, Judged.OwnLetters);
    }

    /// <summary>The avatar stopped itself.</summary>
    public bool Interrupts(SelfEchoOptions options) => All.Any(h => h.IsOwn(options));

    /// <summary>The avatar answered itself.</summary>
    public bool Answers(SelfEchoOptions options) => All.Any(h => h.Utterance.IsFinal && h.IsOwn(options));

    /// <summary>Who repeated was heard at all.</summary>
    public bool HearsUser => All.Any(IsUser);

    /// <summary>Who repeated gets an answer.</summary>
    public bool Accepts(SelfEchoOptions options) => All.Any(h => IsUser(h) && h.IsOwn(options));

    /// <param name="cancels">Takes the echo out first.</param>
    public static async Task<EchoTrial> RunAsync(EchoMix mix, IEars ears, DomainText domain, bool cancels)
    {
        var echo = new SelfEcho();
        mix.Played.ToList().ForEach(echo.Play);
        var reference = new PlayedSound();
        var sound = cancels ? new EchoCanceller().CancelAsync(SoundAsync(), reference) : SoundAsync();
        var all = new List<Heard>();
        await foreach (var utterance in ears.ListenAsync(sound, new ListenOptions { Domain = domain }))
        {
            foreach (var heard in utterance.IsFinal ? Beginnings(utterance) : [utterance])
            {
                if (!English.IsMurmur(heard.Text))
                {
                    all.Add(new Heard(heard, echo.Judge(heard, TimeSpan.Zero)));
                }
            }
        }

        return new EchoTrial(mix, all);

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
