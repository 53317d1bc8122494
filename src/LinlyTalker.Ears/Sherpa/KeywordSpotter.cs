using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text.Json;
using LinlyTalker.Core.Errors;
using LinlyTalker.Models.Folders;
using LinlyTalker.Models.Sherpa;
using LinlyTalker.Native.Sherpa;
using LinlyTalker.Native.Worker;

namespace LinlyTalker.Ears.Sherpa;

/// <summary>Waits for a few words in sound as it comes, by a small streaming transducer in the worker.</summary>
public sealed class KeywordSpotter : IAsyncDisposable
{
    private readonly SherpaWorker worker;

    private KeywordSpotter(SherpaWorker worker) => this.worker = worker;

    /// <param name="keywords">
    /// Each as the model's tokens separated by spaces (<c>n ǐ h ǎo @你好</c>, <c>▁HE LL O</c>); empty: those of the model's own file.
    /// </param>
    /// <exception cref="LinlyException">The model is missing, broken, or does something else; or there are no keywords.</exception>
    public static KeywordSpotter Open(ModelFolder folder, IReadOnlyList<string> keywords, string? program = null)
    {
        var worker = OpenedModel.Of(folder, SherpaTask.Spot, model => Set(model, keywords), program);
        if (keywords.Count == 0 && !worker.Model.Files.ContainsKey("keywords-file"))
        {
            throw new InputException($"No keywords were given and the model {folder.Name} has no keywords-file of its own.");
        }

        return new(worker);
    }

    /// <summary>The keywords in a stream of sound, each as soon as it is said.</summary>
    /// <param name="sound">Mono at 16 kHz, float32 in [-1, 1].</param>
    /// <exception cref="LinlyException">The model is bad, or its process ended; the next call may succeed.</exception>
    public async IAsyncEnumerable<string> SpotAsync(
        IAsyncEnumerable<ReadOnlyMemory<float>> sound, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        await using var call = await worker.OpenAsync(SherpaMethods.Spot, cancellation).ConfigureAwait(false);
        var feeding = FeedAsync(call, sound, cancellation);
        var answers = call.ReadAllAsync(cancellation).GetAsyncEnumerator(cancellation);
        await using (answers.ConfigureAwait(false))
        {
            while (await NextAsync(answers).ConfigureAwait(false))
            {
                yield return JsonSerializer.Deserialize(answers.Current.Span, SherpaJson.Default.SherpaKeyword)!.Text;
            }
        }

        await feeding.ConfigureAwait(false);
    }

    public ValueTask DisposeAsync() => worker.DisposeAsync();

    /// <summary>The library takes the keywords from one place only.</summary>
    private static SherpaModel Set(SherpaModel model, IReadOnlyList<string> keywords) => keywords.Count == 0
        ? model
        : model with
        {
            Keywords = string.Join('\n', keywords),
            Files = model.Files.Where(file => file.Key != "keywords-file").ToDictionary(),
        };

    private static async Task FeedAsync(WorkerCall call, IAsyncEnumerable<ReadOnlyMemory<float>> sound, CancellationToken cancellation)
    {
        try
        {
            await foreach (var piece in sound.WithCancellation(cancellation).ConfigureAwait(false))
            {
                await call.SendAsync(MemoryMarshal.AsBytes(piece.Span).ToArray(), cancellation).ConfigureAwait(false);
            }
        }
        finally
        {
            // The answers end even where the sound broke off; its failure is thrown behind them.
            await call.CompleteInputAsync().ConfigureAwait(false);
        }
    }

    private async Task<bool> NextAsync(IAsyncEnumerator<ReadOnlyMemory<byte>> answers)
    {
        try
        {
            return await answers.MoveNextAsync().ConfigureAwait(false);
        }
        catch (WorkerDiedException died)
        {
            throw worker.Explain(died);
        }
    }
}
