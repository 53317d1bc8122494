using LinlyTalker.Models.Inference;

namespace LinlyTalker.Ears.Whisper.Network;

/// <summary>The decoder at work on one sound, token after token. One thread at a time.</summary>
internal sealed class DecoderRun : IDisposable
{
    private readonly WhisperNetwork network;
    private readonly EncodedSound sound;
    private readonly DecoderMemory memory;
    private readonly Tensor token = Tensor.Zeros<long>(1, 1);
    private readonly Tensor offset = Tensor.Zeros<long>(1);
    private readonly Tensor logits;
    private readonly Tensor? attention;
    private readonly BoundRun?[] steps = new BoundRun?[2];
    private readonly List<float> attended = [];
    private int newest;
    private int position;

    internal DecoderRun(WhisperNetwork network, EncodedSound sound, DecoderMemory memory)
    {
        (this.network, this.sound, this.memory) = (network, sound, memory);
        logits = Tensor.Zeros<float>(1, 1, network.Symbols.VocabularySize);
        attention = Attention(1);
    }

    /// <summary>Tokens that still find room.</summary>
    public int Room => memory.Length - position;

    /// <summary>
    /// The alignment heads' cross-attention of the last token given to <see cref="Start"/> and of each one since, shape
    /// (tokens, heads, positions); empty where the decoder shows none.
    /// </summary>
    public IReadOnlyList<float> Attended => attended;

    /// <summary>Forgets what was, and takes the first tokens.</summary>
    /// <param name="wanted">Which of them the caller asks after, besides the last.</param>
    /// <returns>Logits after the wanted token, and after the last, which may be written to.</returns>
    public (float[] Wanted, float[] Last) Start(ReadOnlySpan<int> tokens, int wanted, CancellationToken cancellation)
    {
        using var first = Tensor.Zeros<long>(1, tokens.Length);
        for (var i = 0; i < tokens.Length; i++)
        {
            first.Span<long>()[i] = tokens[i];
        }

        using var all = Tensor.Zeros<float>(1, tokens.Length, network.Symbols.VocabularySize);
        using var shown = Attention(tokens.Length);
        offset.Span<long>()[0] = 0;
        using (var run = Bind(first, all, shown, 0))
        {
            run.Run(cancellation);
        }

        attended.Clear();
        if (shown is not null)
        {
            var (heads, positions) = (network.AlignmentHeads, sound.Positions);
            for (var head = 0; head < heads; head++)
            {
                attended.AddRange(shown.Span<float>().Slice(((head * tokens.Length) + tokens.Length - 1) * positions, positions));
            }
        }

        (newest, position) = (1, tokens.Length);
        var rows = all.Span<float>();
        var size = network.Symbols.VocabularySize;
        return (rows.Slice(wanted * size, size).ToArray(), rows[^size..].ToArray());
    }

    /// <summary>Takes one more token.</summary>
    /// <returns>Logits after it; they may be written to, and last until the next call.</returns>
    public Span<float> Next(int next, CancellationToken cancellation)
    {
        token.Span<long>()[0] = next;
        offset.Span<long>()[0] = position++;
        (steps[newest] ??= Bind(token, logits, attention, newest)).Run(cancellation);
        newest ^= 1;
        if (attention is not null)
        {
            attended.AddRange(attention.Span<float>());
        }

        return logits.Span<float>();
    }

    public void Dispose()
    {
        steps[0]?.Dispose();
        steps[1]?.Dispose();
        token.Dispose();
        offset.Dispose();
        logits.Dispose();
        attention?.Dispose();
        network.TakeBack(memory);
    }

    private Tensor? Attention(int tokens) =>
        network.AlignmentHeads > 0 ? Tensor.Zeros<float>(1, network.AlignmentHeads, tokens, sound.Positions) : null;

    private BoundRun Bind(Tensor tokens, Tensor scores, Tensor? shown, int from)
    {
        var (inputs, outputs) = (network.Decoder.Inputs, network.Decoder.Outputs);
        var results = new Dictionary<string, Tensor>
        {
            [outputs[0].Name] = scores,
            [outputs[1].Name] = memory.Keys[from ^ 1],
            [outputs[2].Name] = memory.Values[from ^ 1],
        };
        if (shown is not null)
        {
            results[outputs[3].Name] = shown;
        }

        return network.Decoder.Bind(
            new Dictionary<string, Tensor>
            {
                [inputs[0].Name] = tokens,
                [inputs[1].Name] = memory.Keys[from],
                [inputs[2].Name] = memory.Values[from],
                [inputs[3].Name] = sound.Keys,
                [inputs[4].Name] = sound.Values,
                [inputs[5].Name] = offset,
            },
            results);
    }
}
