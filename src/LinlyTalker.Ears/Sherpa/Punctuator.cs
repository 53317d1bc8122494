using System.Text;
using System.Text.Json;
using LinlyTalker.Core.Errors;
using LinlyTalker.Models.Folders;
using LinlyTalker.Models.Sherpa;
using LinlyTalker.Native.Sherpa;

namespace LinlyTalker.Ears.Sherpa;

/// <summary>Puts punctuation into the plain words of a recogniser by a network in the worker (CT-Transformer; Chinese and English).</summary>
public sealed class Punctuator : IAsyncDisposable
{
    private readonly SherpaWorker worker;

    private Punctuator(SherpaWorker worker) => this.worker = worker;

    /// <exception cref="LinlyException">The model is missing, broken, or does something else.</exception>
    public static Punctuator Open(ModelFolder folder, string? program = null) =>
        new(OpenedModel.Of(folder, SherpaTask.Punctuate, model => model, program));

    /// <exception cref="LinlyException">The model is bad, or its process ended; the next call may succeed.</exception>
    public async Task<string> PunctuateAsync(string text, CancellationToken cancellation = default)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return text;
        }

        var argument = JsonSerializer.SerializeToUtf8Bytes(new SherpaPlainText(worker.Model, text), SherpaJson.Default.SherpaPlainText);
        var answer = await worker.AskAsync(SherpaMethods.Punctuate, argument, default, cancellation).ConfigureAwait(false);
        return Encoding.UTF8.GetString(answer[^1].Span);
    }

    public ValueTask DisposeAsync() => worker.DisposeAsync();
}
