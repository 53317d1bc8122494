using LinlyTalker.Core.Errors;
using LinlyTalker.Core.Fallback;

namespace LinlyTalker.Ears.Recognition;

/// <summary>
/// Several recognisers as one: when the best fails, the next hears the same sound, and goes on until the better one
/// has rested. So a model that goes bad costs time, and no words.
/// </summary>
/// <param name="choices">Best first; opened when they are needed.</param>
/// <param name="fellBack">Told which failed, why, and which hears instead.</param>
public sealed class FallbackRecogniser(
    IReadOnlyList<RecogniserChoice> choices, Action<FallenBack> fellBack, TimeProvider? time = null) : ISpeechRecogniser
{
    private readonly Resting<int> resting = new(time);
    private readonly Lazy<ISpeechRecogniser>?[] opened = new Lazy<ISpeechRecogniser>?[choices.Count];
    private readonly Lock gate = new();

    public bool Hears(string language)
    {
        for (var i = 0; i < choices.Count; i++)
        {
            if (TryOpen(i, out _) is { } recogniser && recogniser.Hears(language))
            {
                return true;
            }
        }

        return false;
    }

    public async Task<Transcript> RecogniseAsync(
        ReadOnlyMemory<float> samples, RecognitionRequest request, CancellationToken cancellation = default)
    {
        LinlyException? failure = null;
        string? failed = null;
        for (var i = 0; i < choices.Count; i++)
        {
            if (resting.Has(i) && i + 1 < choices.Count)
            {
                continue;
            }

            try
            {
                if (TryOpen(i, out var fault) is not { } recogniser)
                {
                    throw fault!;
                }

                if (!recogniser.Hears(request.Language))
                {
                    continue;
                }

                if (failed is not null)
                {
                    fellBack(new($"{failed} failed, and {choices[i].Name} hears instead.", failure!));
                }

                return await recogniser.RecogniseAsync(samples, request, cancellation).ConfigureAwait(false);
            }
            catch (LinlyException e)
            {
                resting.Fail(i);
                (failure, failed) = (e, choices[i].Name);
            }
        }

        throw failure ?? new InputException($"No recogniser that was chosen hears the language '{request.Language}'.");
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var recogniser in opened)
        {
            if (recogniser is { IsValueCreated: true })
            {
                await recogniser.Value.DisposeAsync().ConfigureAwait(false);
            }
        }
    }

    private ISpeechRecogniser? TryOpen(int index, out LinlyException? fault)
    {
        Lazy<ISpeechRecogniser> lazy;
        lock (gate)
        {
            lazy = opened[index] ??= new Lazy<ISpeechRecogniser>(choices[index].Open);
        }

        try
        {
            fault = null;
            return lazy.Value;
        }
        catch (LinlyException e)
        {
            // A Lazy keeps its failure; the file may be mended by the next try.
            lock (gate)
            {
                opened[index] = null;
            }

            fault = e;
            return null;
        }
    }
}
