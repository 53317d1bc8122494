using LinlyTalker.Core.Flow;
using LinlyTalker.Core.Organs;
using LinlyTalker.Core.Turns;
using LinlyTalker.Ears;
using LinlyTalker.Ears.Denoise;
using LinlyTalker.Ears.Streaming;
using LinlyTalker.Ears.Turns;
using LinlyTalker.Tests.Core;
using LinlyTalker.Tests.Ears.Listening;

namespace LinlyTalker.Tests.Ears.Streaming;

/// <summary>Ears over scripted speech (# speech, _ silence, a window of 512 samples each), and what they gave.</summary>
internal sealed class Stage
{
    private readonly List<(Func<Utterance, bool> Wanted, TaskCompletionSource Seen)> waiting = [];

    public ScriptedRecogniser Recogniser { get; } = new();

    public ITurnDetector? TurnDetector { get; set; }

    public TurnOptions Turns { get; set; } = new();

    public StreamingOptions Streaming { get; set; } = new();

    public ManualTime Time { get; } = new();

    public CancellationToken Cancellation { get; set; } = TestContext.Current.CancellationToken;

    public List<Utterance> Heard { get; } = [];

    public List<TurnDecision> Decisions { get; } = [];

    public List<string> Faults { get; } = [];

    /// <summary>What is waited for before a window is given.</summary>
    public Dictionary<int, Func<Task>> Before { get; } = [];

    public IEnumerable<Utterance> Finals => Heard.Where(u => u.IsFinal);

    /// <summary>Done when such an utterance was given.</summary>
    public Task SeenAsync(Func<Utterance, bool> wanted)
    {
        lock (waiting)
        {
            var seen = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            if (Heard.Any(wanted))
            {
                seen.SetResult();
            }

            waiting.Add((wanted, seen));
            return seen.Task;
        }
    }

    public async Task RunAsync(string script, bool partials = true, string language = "en")
    {
        await using var ears = Ears(script);
        await foreach (var utterance in ears.ListenAsync(
            SoundAsync(script), new ListenOptions { Language = language, Partials = partials }, Cancellation))
        {
            lock (waiting)
            {
                Heard.Add(utterance);
                foreach (var (wanted, seen) in waiting.Where(w => w.Wanted(utterance)))
                {
                    seen.TrySetResult();
                }
            }
        }
    }

    public RecogniserEars Ears(string script) => new(
        Recogniser,
        () => new ScriptedDetector(script),
        TurnDetector,
        new EarsOptions
        {
            Suppression = Suppression.Never,
            Turns = Turns,
            Streaming = Streaming with { Decided = Decisions.Add },
            Fault = e => Faults.Add(e.Message),
        },
        Time);

    public async IAsyncEnumerable<AudioChunk> SoundAsync(string script)
    {
        for (var i = 0; i < script.Length; i++)
        {
            if (Before.TryGetValue(i, out var wait))
            {
                await wait();
            }

            yield return new AudioChunk(Enumerable.Range(i * 512, 512).Select(n => (float)n).ToArray(), 16000, i * 512);
            await Task.Yield();
        }
    }
}
