using LinlyTalker.Models.Inference;

namespace LinlyTalker.Ears.Whisper.Network;

/// <summary>
/// What the decoder remembers of its tokens, keys and values of shape (layers, 1, context, state), twice: each step reads
/// one and writes the other, so nothing is copied between steps.
/// </summary>
internal sealed class DecoderMemory : IDisposable
{
    private DecoderMemory(long[] shape) =>
        (Keys, Values) = ([Tensor.Zeros<float>(shape), Tensor.Zeros<float>(shape)], [Tensor.Zeros<float>(shape), Tensor.Zeros<float>(shape)]);

    public Tensor[] Keys { get; }

    public Tensor[] Values { get; }

    /// <summary>Tokens that find room.</summary>
    public int Length => (int)Keys[0].Shape[2];

    public static DecoderMemory For(InferenceSession decoder)
    {
        var shape = decoder.Inputs[1].Shape;
        return new DecoderMemory([shape[0], 1, shape[2], shape[3]]);
    }

    public void Dispose()
    {
        foreach (var tensor in (Tensor[])[.. Keys, .. Values])
        {
            tensor.Dispose();
        }
    }
}
