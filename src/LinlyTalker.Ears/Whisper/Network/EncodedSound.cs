using LinlyTalker.Models.Inference;

namespace LinlyTalker.Ears.Whisper.Network;

/// <summary>What the encoder made of a sound: keys and values of shape (layers, 1, positions, state).</summary>
internal sealed class EncodedSound(IDisposable owner, Tensor keys, Tensor values) : IDisposable
{
    public Tensor Keys => keys;

    public Tensor Values => values;

    /// <summary>Of 20 ms.</summary>
    public int Positions => (int)keys.Shape[2];

    public void Dispose() => owner.Dispose();
}
