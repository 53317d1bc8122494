using LinlyTalker.Ears.Recognition;
using LinlyTalker.Native.PocketSphinx;
using LinlyTalker.Native.Worker;

namespace LinlyTalker.Tests.Ears.Listening;

/// <summary>Understands what it is told to, one stretch after another, and keeps the sound that it got.</summary>
internal sealed class ScriptedDecoder : ITurnDecoder
{
    private readonly Queue<DecodedWord[]> hearings = new();

    public List<List<float>> Stretches { get; } = [];

    public string[] Partials { get; set; } = [];

    public int? DiesAtStretch { get; set; }

    public int Returned { get; private set; }

    public void Says(params DecodedWord[] words) => hearings.Enqueue(words);

    public Task<IRecognisedStream> OpenAsync(CancellationToken cancellation)
    {
        Stretches.Add([]);
        return Task.FromResult<IRecognisedStream>(new Stretch(this, Stretches.Count - 1));
    }

    public ValueTask DisposeAsync()
    {
        Returned++;
        return ValueTask.CompletedTask;
    }

    private sealed class Stretch(ScriptedDecoder decoder, int number) : IRecognisedStream
    {
        private int fed;

        public string Partial => decoder.Partials.Length == 0 ? "" : decoder.Partials[Math.Min(fed / 5, decoder.Partials.Length - 1)];

        public ValueTask FeedAsync(ReadOnlyMemory<float> samples, CancellationToken cancellation)
        {
            fed++;
            decoder.Stretches[number].AddRange(samples.ToArray());
            return fed == 5 && number == decoder.DiesAtStretch
                ? ValueTask.FromException(new WorkerDiedException("it died"))
                : ValueTask.CompletedTask;
        }

        public Task<Hearing> FinishAsync(CancellationToken cancellation)
        {
            var words = decoder.hearings.TryDequeue(out var next) ? next : [];
            return Task.FromResult(new Hearing(string.Join(' ', words.Select(w => w.Text)), words, IsFinal: true));
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
