using LinlyTalker.Core.Flow;
using LinlyTalker.Ears.LanguageModel;
using LinlyTalker.Ears.Recognition;
using LinlyTalker.Native.PocketSphinx;
using LinlyTalker.Native.Worker;

namespace LinlyTalker.Ears.PocketSphinx;

/// <summary>
/// PocketSphinx on stretches of sound that are there whole: what hears when a better model fails. English; its process
/// starts with the first stretch.
/// </summary>
/// <param name="cache">Folder for language models of domains; made when needed.</param>
public sealed class PocketSphinxRecogniser(HearingModel general, string cache, EarsOptions? options = null) : ISpeechRecogniser
{
    /// <summary>
    /// Words of less confidence, on average, are doubtful. Held out, in noise and without (<c>linly-bench doubt 40</c>): 43 of 62
    /// wrong utterances, none of 13 right ones.
    /// </summary>
    internal const float DoubtBelow = 0.5f;

    private readonly DomainModels domains = new(cache, general.Lexicon, (options ?? new EarsOptions()).DomainWeight);
    private readonly RecogniserPool pool = new(1, () => new WorkerClient(
        new WorkerOptions { Service = HearingMethods.Service, Executable = options?.Worker }));

    /// <summary>Ids of the processes that live.</summary>
    public IReadOnlyList<int> ProcessIds => pool.ProcessIds;

    public bool Hears(string language) => language.Length == 0 || language.Split('-', '_')[0].Equals("en", StringComparison.OrdinalIgnoreCase);

    public async Task<Transcript> RecogniseAsync(
        ReadOnlyMemory<float> samples, RecognitionRequest request, CancellationToken cancellation = default)
    {
        var model = general with { Domain = await Task.Run(() => domains.Get(request.Domain), cancellation).ConfigureAwait(false) };
        await using var lease = await pool.RentAsync(model, cancellation).ConfigureAwait(false);
        await using var stream = await lease.OpenAsync(cancellation).ConfigureAwait(false);
        await stream.FeedAsync(samples, cancellation).ConfigureAwait(false);
        var hearing = await stream.FinishAsync(cancellation).ConfigureAwait(false);
        var confidence = hearing.Words.Count == 0 ? 0 : hearing.Words.Average(w => w.Confidence);
        return new Transcript
        {
            Text = string.Join(' ', hearing.Words.Select(w => w.Text)),
            Language = "en",
            Words = [.. hearing.Words.Select(w => new Word(w.Text, new SampleSpan(At(w.FirstFrame), At(w.EndFrame)), w.Confidence))],
            Confidence = confidence,
            IsDoubtful = hearing.Words.Count > 0 && confidence < DoubtBelow,
        };
    }

    public ValueTask DisposeAsync() => pool.DisposeAsync();

    private static long At(int frame) => (long)frame * PocketSphinxDecoder.SamplesPerFrame;
}
